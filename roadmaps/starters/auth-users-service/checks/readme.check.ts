import { existsSync, readFileSync } from 'node:fs';
import { check, expect } from '../../check-kit/check.ts';
import { isObject } from '../../check-kit/http.ts';

check('readme.set-up', () => {
  expect(existsSync('README.md'), 'The project has no README.md.');
  const lines = readFileSync('README.md', 'utf8').split(/\r?\n/);
  const open = lines.findIndex((line) => /^\W*TODO\b/.test(line));
  expect(
    open === -1,
    `README.md, line ${open + 1}, still waits for your words: "${lines[open]?.trim() ?? ''}". Write the section "Set-up" for somebody who has never seen the project.`,
  );

  const section = sectionOf(lines);
  expect(section !== undefined, 'README.md has no heading "Set-up".');
  const code = section.filter((line) => line.isCode).map((line) => line.text);
  const prose = section.filter((line) => !line.isCode).map((line) => line.text);
  const text = section.map((line) => line.text).join('\n');

  expect(
    code.some((line) => /\b(?:npm (?:install|ci|i)|pnpm (?:install|i)|yarn(?: install)?)\b/.test(line)),
    'The section "Set-up" of README.md has no code block with the command that installs the packages (npm install).',
  );
  expect(
    code.some((line) => /\b(?:npm|pnpm|yarn)(?: run)? (?:start|dev)\b|\bnode \S/.test(line)),
    'The section "Set-up" of README.md has no code block with the command that starts the service (npm start).',
  );
  for (const name of [
    'DATABASE_URL',
    'JWT_SECRET',
    'ACCESS_TOKEN_TTL_SECONDS',
    'REFRESH_TOKEN_TTL_SECONDS',
    'ADMIN_EMAIL',
    'ADMIN_PASSWORD',
    'PORT',
  ]) {
    expect(new RegExp(`\\b${name}\\b`).test(text), `The section "Set-up" of README.md does not explain ${name}.`);
  }
  expect(
    code.some((line) => line.includes('/auth/login')),
    'The section "Set-up" of README.md has no code block with a command that logs in (POST /auth/login).',
  );
  expect(
    /\/docs\b/.test(text),
    'The section "Set-up" of README.md does not say where the documentation of the API is (/docs).',
  );

  const scripts = readScripts();
  const missing = [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
    .map(([, name]) => name ?? '')
    .find((name) => !scripts.includes(name));
  expect(
    missing === undefined,
    `The section "Set-up" of README.md says "npm run ${missing ?? ''}", but package.json has no such script.`,
  );
  const words = prose
    .join(' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
  expect(
    words >= 60,
    `The section "Set-up" of README.md has ${words} words beside its code blocks, which is little for somebody who has never seen the project; expected 60 or more.`,
  );
});

/** The lines between the heading and the next one of the same level or above. A # inside a code block is no heading. */
function sectionOf(
  lines: readonly string[],
): readonly { readonly text: string; readonly isCode: boolean }[] | undefined {
  let fence: string | undefined;
  let level = 0;
  const section: { text: string; isCode: boolean }[] = [];
  for (const text of lines) {
    const mark = /^\s*(```|~~~)/.exec(text)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    const heading = fence === undefined ? /^(#{1,6})\s+(.*)/.exec(text) : null;
    const depth = heading?.[1]?.length ?? 0;
    if (level === 0) {
      if (heading !== null && /set[- ]?up|getting started|installation/i.test(heading[2] ?? '')) level = depth;
      continue;
    }
    if (depth > 0 && depth <= level) break;
    section.push({ text, isCode: fence !== undefined });
  }
  return level === 0 ? undefined : section;
}

function readScripts(): readonly string[] {
  const text: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  const scripts = isObject(text) ? text['scripts'] : undefined;
  return isObject(scripts) ? Object.keys(scripts) : [];
}
