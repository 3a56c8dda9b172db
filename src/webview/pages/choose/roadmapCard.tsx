import type { RoadmapSummary } from '../../../learning/roadmap/summary.ts';
import { Button } from '../../components.tsx';
import { useOpen } from '../../panelContext.ts';
import { Icon } from '../../parts/icon.tsx';

interface RoadmapCardProps {
  readonly summary: RoadmapSummary;
  readonly isFollowed: boolean;
  readonly isCurrent: boolean;
}

/** One roadmap among the others: the same facts in the same rows, so that they can be compared. */
export function RoadmapCard({ summary, isFollowed, isCurrent }: RoadmapCardProps) {
  const open = useOpen();
  const { id, title, roles, level, length, commitment, phases, items, projects } = summary;
  const facts = [
    ['Aims at', roles.join(', ')],
    ['For whom', level ?? 'Not stated'],
    ['Length', length.text],
    ['Time', commitment.text],
    [
      'Holds',
      [count(phases, 'phase'), count(items, 'item'), ...(projects > 0 ? [count(projects, 'project')] : [])].join(', '),
    ],
  ] as const;
  return (
    <article class="card">
      <h2>{title}</h2>
      <p class="cardState">
        {isFollowed ? (
          <>
            <Icon name="check" />
            {isCurrent ? 'You follow it; it is your current one' : 'You follow it'}
          </>
        ) : (
          'Not followed yet'
        )}
      </p>
      <p>{summary.summary}</p>
      <dl>
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        {isFollowed ? (
          <Button label={`Open ${title}`} onClick={() => open({ name: 'overview', roadmap: id })}>
            Open
          </Button>
        ) : (
          <>
            <Button
              appearance="primary"
              label={`Follow this roadmap: ${title}`}
              onClick={() => open({ name: 'setup', roadmap: id })}
            >
              Follow this roadmap
            </Button>
            <Button label={`Look inside: ${title}`} onClick={() => open({ name: 'overview', roadmap: id })}>
              Look inside
            </Button>
          </>
        )}
      </div>
    </article>
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
