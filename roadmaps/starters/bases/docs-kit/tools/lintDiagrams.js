// `npm run lint:diagrams`: says where a Mermaid diagram of the designs cannot be drawn.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { detectDiagramType, extractMermaidBlocks, validate } from '@probelabs/maid';
import { plainDiagram } from './plainDiagram.js';

const project = join(import.meta.dirname, '..');
let judged = 0;
let problems = 0;

for (const system of readdirSync(join(project, 'designs')).sort()) {
  const file = `designs/${system}/README.md`;
  for (const block of extractMermaidBlocks(readFileSync(join(project, file), 'utf8'))) {
    if (detectDiagramType(block.content) === 'unknown') console.log(`${file}:${block.startLine}: not judged, this kind of diagram is unknown to the checker`);
    else judged += 1;
    for (const error of validate(plainDiagram(block.content).text).errors.filter(({ severity }) => severity === 'error')) {
      problems += 1;
      console.error(`${file}:${block.startLine + error.line - 1}: ${error.message.replace(/\s+/g, ' ')}${error.hint === undefined ? '' : ` (${error.hint})`}`);
    }
  }
}

console.log(`${judged} diagrams judged, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
