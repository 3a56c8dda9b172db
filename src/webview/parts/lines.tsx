import type { Fact, Line } from '../../learning/roadmap/schema.ts';
import { RichText } from './richText.tsx';

/** Paragraphs. */
export function Paragraphs({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <p key={index}>
          <RichText line={line} />
        </p>
      ))}
    </>
  );
}

/** Remarks of the roadmap's author. */
export function Remarks({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <div class="remark">
      <Paragraphs lines={lines} />
    </div>
  );
}

/** "Label: text", in the order of the file. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map((fact, index) => (
        <div key={index}>
          <dt>{fact.label}</dt>
          <dd>
            <RichText line={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
