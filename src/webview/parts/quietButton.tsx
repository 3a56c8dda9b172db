import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface QuietButtonProps {
  readonly icon: string;
  /** What it does, where the words on it do not say enough. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

/** A button that looks like a link, for actions that come with every row or section and must not outshout the page's own. */
export function QuietButton({ icon, label, pressed, onClick, children }: QuietButtonProps) {
  return (
    <button type="button" class="textButton quiet" aria-label={label} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
      {children}
    </button>
  );
}
