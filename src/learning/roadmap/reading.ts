import type { IdRegister } from './idRegister.ts';
import type { Place, ProblemLog } from './problemLog.ts';

/** What is shared while one file is read. */
export interface Reading {
  readonly text: string;
  readonly problems: ProblemLog;
  readonly ids: IdRegister;
  /** `[label]: address` lines of the file, by label. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Filled on the way: sections that say `extends`, checked once all ids are known. */
  readonly extensions: { readonly from: string; readonly to: string; readonly place: Place }[];
}
