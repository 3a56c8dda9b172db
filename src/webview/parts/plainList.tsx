import { Icon } from './icon.tsx';

interface PlainListProps {
  readonly list: { readonly lines: readonly string[]; readonly note?: string | undefined };
  /** A codicon's name, in place of the bullet. */
  readonly icon?: string;
}

/** Lines that are only to be read, and the note below them. */
export function PlainList({ list, icon }: PlainListProps) {
  return (
    <>
      <ul class={icon === undefined ? 'plain bullets' : 'plain'}>
        {list.lines.map((line) => (
          <li key={line}>
            {icon !== undefined && <Icon name={icon} />}
            {line}
          </li>
        ))}
      </ul>
      {list.note !== undefined && <p class="hint">{list.note}</p>}
    </>
  );
}
