import type { ComponentChildren } from 'preact';
import { useFold } from '../panelContext.ts';

interface FoldProps {
  /** Unique on its page; open or closed is remembered under it. */
  readonly name: string;
  readonly title: ComponentChildren;
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

/** Something that can be folded away. */
export function Fold({ name, title, isOpen = false, children }: FoldProps) {
  const [open, setOpen] = useFold(name, isOpen);
  return (
    <details class="fold" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      <div class="folded">{children}</div>
    </details>
  );
}
