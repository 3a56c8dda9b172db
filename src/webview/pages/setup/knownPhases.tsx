import { itemsOf } from '../../../learning/roadmap/walk.ts';
import { Checkbox } from '../../components.tsx';
import { useRoadmap } from '../../panelContext.ts';

interface KnownPhasesProps {
  readonly known: readonly string[];
  readonly onChange: (known: readonly string[]) => void;
}

/** Phases that need no more study. */
export function KnownPhases({ known, onChange }: KnownPhasesProps) {
  const { roadmap } = useRoadmap();
  return (
    <section aria-labelledby="setup-known">
      <h2 id="setup-known">What do you know already?</h2>
      <fieldset>
        <legend>All items of a phase that you tick here are set to done. You can untick each of them later.</legend>
        <div class="boxes tall">
          {roadmap.phases.map((phase) => (
            <Checkbox
              key={phase.id}
              checked={known.includes(phase.id)}
              onChange={(checked) => onChange(checked ? [...known, phase.id] : known.filter((id) => id !== phase.id))}
            >
              {phase.number}. {phase.title} ({itemsOf(phase).length} items)
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </section>
  );
}
