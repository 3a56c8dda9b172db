import type { ComponentChildren } from 'preact';
import { Link } from '../components.tsx';
import { usePanel } from '../panelContext.ts';

/** A link that the editor opens outside. */
export function Outside({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  const { ask } = usePanel();
  return (
    <Link url={url} onOpen={() => ask({ type: 'openLink', url })}>
      {children}
    </Link>
  );
}
