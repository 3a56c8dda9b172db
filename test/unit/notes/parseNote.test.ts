import assert from 'node:assert/strict';
import { longestNote, parseNote } from '../../../src/learning/notes/parseNote.ts';
import type { NoteBlock } from '../../../src/protocol.ts';

describe('A note', () => {
  it('becomes headings, paragraphs, code and rules in their order', () => {
    assert.deepEqual(parseNote('## Plan\n\nFirst\nline.\n\n```js\nlet a = 1;\n```\n\n---\n'), [
      { type: 'heading', level: 2, spans: [{ text: 'Plan' }] },
      { type: 'paragraph', spans: [{ text: 'First line.' }] },
      { type: 'code', text: 'let a = 1;' },
      { type: 'rule' },
    ]);
  });

  it('keeps styles, the outermost one where they nest, and code as code', () => {
    assert.deepEqual(spansOf('**a *b* `c`** ~~d~~ *e*'), [
      { text: 'a ', style: 'strong' },
      { text: 'b', style: 'strong' },
      { text: ' ', style: 'strong' },
      { text: 'c', style: 'code' },
      { text: ' ' },
      { text: 'd', style: 'deleted' },
      { text: ' ' },
      { text: 'e', style: 'emphasis' },
    ]);
  });

  it('follows http and https links, whether written out, by reference or bare', () => {
    assert.deepEqual(spansOf('[a](https://a.example) [b][r] https://c.example\n\n[r]: http://b.example'), [
      { text: 'a', url: 'https://a.example' },
      { text: ' ' },
      { text: 'b', url: 'http://b.example' },
      { text: ' ' },
      { text: 'https://c.example', url: 'https://c.example' },
    ]);
  });

  for (const address of [
    'javascript:alert(1)',
    'command:waymark.reset',
    'file:///etc/passwd',
    'vscode://x/y',
    'data:text/html,x',
    '//evil.example',
    'mailto:a@b.example',
  ]) {
    it(`shows the words of a link to ${address} without the link`, () => {
      assert.deepEqual(spansOf(`[words](${address})`), [{ text: 'words' }]);
    });
  }

  it('leaves HTML as the text that was typed', () => {
    assert.deepEqual(parseNote('<script>alert(1)</script>'), [
      { type: 'paragraph', spans: [{ text: '<script>alert(1)</script>' }] },
    ]);
    assert.deepEqual(spansOf('a <img src=x onerror=alert(1)> b'), [
      { text: 'a ' },
      { text: '<img src=x onerror=alert(1)>' },
      { text: ' b' },
    ]);
  });

  it('shows the description of a picture and never loads it', () => {
    assert.deepEqual(spansOf('![a diagram](https://a.example/x.png)'), [{ text: 'a diagram' }]);
  });

  it('keeps lists in lists and the ticks of task lists', () => {
    assert.deepEqual(parseNote('- [x] done\n- [ ] open\n- plain\n  1. one\n'), [
      {
        type: 'list',
        entries: [
          [{ type: 'paragraph', spans: [{ text: 'done' }] }],
          [{ type: 'paragraph', spans: [{ text: 'open' }] }],
          [
            { type: 'paragraph', spans: [{ text: 'plain' }] },
            { type: 'orderedList', entries: [[{ type: 'paragraph', spans: [{ text: 'one' }] }]] },
          ],
        ],
        ticks: [true, false, null],
      },
    ]);
  });

  it('shows quotes, tables and footnotes as text', () => {
    assert.deepEqual(parseNote('> quoted\n'), [
      { type: 'quote', entries: [[{ type: 'paragraph', spans: [{ text: 'quoted' }] }]] },
    ]);
    assert.deepEqual(parseNote('| a | b |\n|---|---|\n| 1 | *2* |\n'), [{ type: 'code', text: 'a | b\n1 | 2' }]);
    assert.match(JSON.stringify(parseNote('see[^1]\n\n[^1]: below\n')), /\[\^1\].*below/);
  });

  it('is empty where the file is', () => {
    assert.deepEqual(parseNote(''), []);
    assert.deepEqual(parseNote(' \n\n'), []);
  });

  it('ends a very long note with a word about the rest', () => {
    const blocks = parseNote('words '.repeat(longestNote));
    assert.match(JSON.stringify(blocks.at(-1)), /in its file/);
    assert.ok(JSON.stringify(blocks).length < longestNote + 1000);
  });

  for (const [name, text] of [
    ['quotes in quotes', '>'.repeat(20_000)],
    ['quotes in quotes with spaces', '> '.repeat(20_000)],
    ['lists in lists', '- '.repeat(5_000)],
    ['lists and quotes in turn', '- > '.repeat(10_000)],
    ['brackets', '['.repeat(5_000)],
    ['stars', '*a '.repeat(4_000)],
    ['indented lists', Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ] as const) {
    it(`is read soon even with a mass of ${name}`, () => {
      const begun = performance.now();
      assert.ok(Array.isArray(parseNote(text)));
      assert.ok(performance.now() - begun < 3000, `took ${Math.round(performance.now() - begun)} ms`);
    }).timeout(60_000);
  }
});

function spansOf(markdown: string): NoteBlock['spans'] {
  return parseNote(markdown)[0]?.spans;
}
