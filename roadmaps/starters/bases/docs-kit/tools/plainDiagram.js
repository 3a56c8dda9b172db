// The diagram checker (maid) knows Mermaid's structure well, but stumbles over some free text that Mermaid draws:
// a quoted label in a cylinder, a message with the word "as" or "and", a comma behind a transition.
// So the free text is replaced by a plain word first. What is left is what can be wrong: arrows, brackets, blocks.

/**
 * Replaces the free text of a Mermaid diagram, line by line, so that line numbers stay.
 *
 * @param {string} diagram what stands between the fences
 * @returns {{ text: string, labels: ReadonlyMap<string, string> }} `labels` gives a replaced label of a flowchart back
 */
export function plainDiagram(diagram) {
  const labels = new Map();
  const plain = plainLines[kindOf(diagram)] ?? ((line) => line);
  const text = diagram
    .split(/\r?\n/)
    .map((line) => (line.trim().startsWith('%%') ? line : plain(line, labels)))
    .join('\n');
  return { text, labels };
}

function kindOf(diagram) {
  const header = diagram.replace(/^\s*---\n[\s\S]*?\n---\n/, '').split(/\r?\n/).map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('%%')) ?? '';
  return /^(?:flowchart|graph)\b/.test(header) ? 'flowchart' : /^sequenceDiagram\b/.test(header) ? 'sequence' : /^stateDiagram/.test(header) ? 'state' : 'other';
}

const plainLines = {
  flowchart(line, labels) {
    if (/^\s*(?:style|classDef|linkStyle)\b|@\{/.test(line)) return line;
    if (/^\s*click\s/.test(line)) return '';
    // Only a text that is quoted as a whole: quotes in the middle of a label are a real mistake.
    return line.replace(/(--|==|-\.)(\s+)"[^"]+"(\s+)(?=[-=.])/g, '$1$2text$3').replace(/([[({|>/\\]\s*)"([^"]+)"(?=\s*[\])}|/\\])/g, (_, before, label) => {
      const name = `label${labels.size + 1}`;
      labels.set(name, label);
      return `${before}${name}`;
    });
  },
  sequence(line) {
    // A bare semicolon ends a statement in Mermaid: that mistake must stay visible.
    if (/;/.test(line.replace(/#\w+;/g, ''))) return line;
    return line
      .replace(/^(\s*(?:participant|actor)\s+\S+\s+as)\s+\S.*$/, '$1 text')
      .replace(/^(\s*note\s+(?:left of|right of|over)\s+[^:]+:)\s*\S.*$/i, '$1 text')
      .replace(/^(\s*(?:alt|opt|loop|par|critical|break|else|and|option)\b)\s+\S.*$/, '$1 text')
      .replace(/^(\s*[^\s:][^:]*?(?:<<-{1,2}>>|-{1,2}(?:>>|>|x|\)))\s*[+-]?\s*[^:\s][^:]*:)\s*\S.*$/, '$1 text');
  },
  state(line) {
    return line
      .replace(/^(\s*note\s+(?:left|right) of\s+[^:]+:)\s*\S.*$/i, '$1 text')
      .replace(/^(\s*(?:\S+\s*-->\s*)?[^\s:"{}]+\s*:)(?!:)\s*\S.*$/, '$1 text');
  },
};
