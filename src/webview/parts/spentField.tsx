import { useLayoutEffect, useState } from 'preact/hooks';
import type { Resource } from '../../learning/roadmap/schema.ts';
import { useRoadmap } from '../panelContext.ts';

interface SpentFieldProps {
  readonly resource: Resource;
  readonly spent: number | undefined;
}

/** What the learner paid for something, as a plain number. Kept when the field is left; empty means not known. */
export function SpentField({ resource, spent }: SpentFieldProps) {
  const { ask, roadmap } = useRoadmap();
  const [draft, setDraft] = useState<string>();
  useLayoutEffect(() => setDraft(undefined), [spent]);
  return (
    <label class="labelled">
      <span>Spent</span>
      <input
        class="input short"
        type="number"
        min="0"
        step="any"
        aria-label={`Spent on ${resource.title}`}
        value={draft ?? spent ?? ''}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget }) => keep(currentTarget)}
      />
    </label>
  );

  function keep({ validity, value, valueAsNumber }: HTMLInputElement) {
    const amount = value === '' ? null : valueAsNumber;
    if (!validity.valid || amount === (spent ?? null)) setDraft(undefined);
    else
      ask(
        { type: 'spent', roadmap: roadmap.id, resource: resource.id, amount },
        `${resource.title}: ${amount === null ? 'amount removed' : `${amount} spent`}.`,
      );
  }
}
