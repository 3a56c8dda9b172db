import { describeCompletion, type Completion } from '../../learning/progress/completion.ts';

interface CompletionBarProps {
  readonly completion: Completion;
  /** What it is the completion of, for screen readers. */
  readonly of: string;
}

/** A thin bar with its number in words beside it. What was skipped is drawn fainter. */
export function CompletionBar({ completion, of }: CompletionBarProps) {
  const { percentDone, percentSkipped, optional } = completion;
  const words = describeCompletion(completion);
  return (
    <div class="completion">
      <svg class="bar" role="img" aria-label={`${of}: ${words}`} viewBox="0 0 100 4" preserveAspectRatio="none">
        <rect class="track" width="100" height="4" />
        <rect class="skippedPart" x={percentDone} width={percentSkipped} height="4" />
        <rect class="donePart" width={percentDone} height="4" />
      </svg>
      <span class="barWords">
        {words}
        {optional.total > 0 ? `, ${optional.done} of ${optional.total} optional` : ''}
      </span>
    </div>
  );
}
