import type { ComponentChildren } from 'preact';

export interface ContentsEntry {
  readonly id: string;
  readonly title: string;
  readonly body: ComponentChildren;
}

/** What is on the page, each a step away. */
export function Contents({ entries }: { readonly entries: readonly ContentsEntry[] }) {
  return (
    <nav class="contents" aria-label="On this page">
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <button type="button" class="textButton" onClick={() => goTo(`part-${id}`)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function goTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
