import { idSchema } from '../idSchema.ts';
import type { Place, ProblemLog } from './problemLog.ts';
import { slugOf } from './slugOf.ts';

/** Whoever asks for an id. */
export interface IdClaim {
  /** What the file says, if it does. */
  readonly explicit: { readonly value: string; readonly place: Place } | undefined;
  /** What the id is made from when it is left out; `parent` comes before the words. */
  readonly parent: string | undefined;
  readonly words: string;
  /** For messages: "item", "phase". */
  readonly what: string;
  readonly place: Place;
}

/** Gives every part of a roadmap its id and sees to it that no two share one. */
export class IdRegister {
  readonly #problems: ProblemLog;
  readonly #mustBeExplicit: boolean;
  readonly #lines = new Map<string, number>();

  constructor(problems: ProblemLog, mustBeExplicit: boolean) {
    this.#problems = problems;
    this.#mustBeExplicit = mustBeExplicit;
  }

  /** The id for a claim: its own, else one from its words. After a problem still one that is unique. */
  claim(claim: IdClaim): string {
    const wished = this.#explicit(claim) ?? this.#derived(claim);
    const place = claim.explicit?.place ?? claim.place;
    const earlier = this.#lines.get(wished);
    if (earlier === undefined) return this.#take(wished, place);
    this.#problems.error(
      place,
      claim.explicit
        ? `The id “${wished}” on line ${place.line} is already taken on line ${earlier}. Give this ${claim.what} an id of its own.`
        : `This ${claim.what} on line ${place.line} would get the id “${wished}”, which line ${earlier} has already. Give it one of its own: “<!-- id: ${this.#free(wished)} -->”.`,
    );
    return this.#take(this.#free(wished), place);
  }

  has(id: string): boolean {
    return this.#lines.has(id);
  }

  #explicit({ explicit, what }: IdClaim): string | undefined {
    if (!explicit) return undefined;
    if (idSchema.safeParse(explicit.value).success) return explicit.value;
    this.#problems.error(
      explicit.place,
      `“${explicit.value}” cannot be the id of this ${what}. Use lower-case letters, digits, dots and hyphens, for example “${slugOf(explicit.value)}”.`,
    );
    return undefined;
  }

  #derived({ explicit, parent, words, what, place }: IdClaim): string {
    const id = parent === undefined ? slugOf(words) : `${parent}.${slugOf(words)}`;
    if (this.#mustBeExplicit && !explicit) {
      this.#problems.error(
        place,
        `This ${what} has no id, and ids in this file are for ever. Write one at the end of the line, for example “<!-- id: ${id} -->”.`,
      );
    }
    return id;
  }

  #take(id: string, place: Place): string {
    this.#lines.set(id, place.line);
    return id;
  }

  #free(id: string): string {
    let number = 2;
    while (this.#lines.has(`${id}-${number}`)) number += 1;
    return `${id}-${number}`;
  }
}
