/** The tool of the document projects is plain JavaScript that learners may read; the check kit uses the same file. */
declare module '*/tools/plainDiagram.js' {
  export function plainDiagram(diagram: string): {
    readonly text: string;
    readonly labels: ReadonlyMap<string, string>;
  };
}
