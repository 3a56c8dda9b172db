import type { Heading, RootContent } from 'mdast';

/** Blocks below one heading. */
export interface Part {
  readonly heading: Heading;
  readonly blocks: readonly RootContent[];
}

/** Cuts blocks at the headings of one depth; `lead` is what stands before the first. */
export function splitAtHeadings(
  blocks: readonly RootContent[],
  depth: Heading['depth'],
): { readonly lead: readonly RootContent[]; readonly parts: readonly Part[] } {
  const lead: RootContent[] = [];
  const parts: { heading: Heading; blocks: RootContent[] }[] = [];
  for (const block of blocks) {
    if (block.type === 'heading' && block.depth === depth) parts.push({ heading: block, blocks: [] });
    else (parts.at(-1)?.blocks ?? lead).push(block);
  }
  return { lead, parts };
}
