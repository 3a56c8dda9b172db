import { keyOf, markKey } from '../../../learning/progress/progress.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import { periodOf } from '../../../learning/time/day.ts';
import { Checkbox } from '../../components.tsx';
import { formatMonth } from '../../dates.ts';
import { useRoadmap } from '../../panelContext.ts';
import { PlainList } from '../../parts/plainList.tsx';

/** The roadmap's rules. Those with an id are ticked anew each month. */
export function Rules() {
  const { roadmap } = useRoadmap();
  return (
    <>
      {roadmap.rules.map((rule) => (
        <div key={rule.title}>
          <h3>{rule.title}</h3>
          {rule.id === undefined ? <PlainList list={rule} /> : <Ticks rule={rule} id={rule.id} />}
        </div>
      ))}
    </>
  );
}

function Ticks({ rule, id }: { readonly rule: Roadmap['rules'][number]; readonly id: string }) {
  const { ask, roadmap, state } = useRoadmap();
  const month = periodOf(state.today, 'month');
  return (
    <fieldset>
      <legend>{formatMonth(month, state.locale)}</legend>
      <div class="boxes tall">
        {rule.lines.map((line, index) => (
          <Checkbox
            key={line}
            checked={valueOf(state.record, 'mark', markKey(keyOf(roadmap.id, `${id}.${index}`), month)) === true}
            onChange={(ticked) =>
              ask(
                { type: 'rule', roadmap: roadmap.id, rule: id, line: index, ticked },
                `${line}: ${ticked ? 'ticked' : 'no longer ticked'}.`,
              )
            }
          >
            {line}
          </Checkbox>
        ))}
      </div>
      {rule.note !== undefined && <p class="hint">{rule.note}</p>}
    </fieldset>
  );
}
