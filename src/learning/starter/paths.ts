/**
 * Says what is wrong with a path of a starter, in the words that follow the path in a sentence; nothing when it is fine.
 * A starter's path is relative to the project, uses `/`, and must mean the same file on Linux, macOS and Windows.
 */
export function problemOfPath(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.includes('\\')) return 'has a backslash; paths use /';
  if (path.startsWith('/') || /^[a-zA-Z]:/.test(path)) return 'is absolute; paths are relative to the project';
  if (path.length > longestPath)
    return `is longer than ${longestPath} characters, which Windows may refuse below a home folder`;
  if (path !== path.normalize('NFC'))
    return 'is not in Unicode normal form C, so macOS and Linux would disagree about it';
  const segments = path.split('/');
  for (const segment of segments) {
    const problem = problemOfSegment(segment);
    if (problem !== undefined) return problem;
  }
  const first = segments[0]?.toLowerCase();
  if (first === '.waymark') return 'lies in .waymark, which belongs to Waymark';
  if (first === '.git') return 'lies in .git, which belongs to Git';
  return undefined;
}

/** Leaves room for a long home folder below the 260 characters of Windows. */
const longestPath = 160;

function problemOfSegment(segment: string): string | undefined {
  if (segment === '') return 'has an empty part (a doubled / or one at the end)';
  if (segment === '.' || segment === '..')
    return `has the part "${segment}"; paths stay inside the project and are written plainly`;
  if (/[<>:"|?*]/.test(segment) || hasControlCharacter(segment))
    return 'has a character that Windows does not allow in names (< > : " | ? * or a control character)';
  if (/[. ]$/.test(segment))
    return `has the part "${segment}", which ends with a dot or a space; Windows would drop it`;
  if (reservedName.test(segment)) return `has the part "${segment}", which is a reserved name on Windows`;
  return undefined;
}

/** Reserved with any extension too: `aux.txt` cannot be made on Windows. */
const reservedName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => (character.codePointAt(0) ?? 0) < 32);
}

/**
 * Finds paths that cannot stand beside each other everywhere: the same path twice, names that differ in case only,
 * and a file where another path needs a folder. One sentence each.
 */
export function collisionsOf(paths: readonly string[]): readonly string[] {
  const problems: string[] = [];
  const files = new Map<string, string>();
  for (const path of paths) {
    const key = keyOf(path);
    const other = files.get(key);
    if (other === undefined) files.set(key, path);
    else if (other === path) problems.push(`${path} is there twice.`);
    else problems.push(`${other} and ${path} are one file on Windows and macOS.`);
  }
  const folders = new Map<string, string>();
  for (const path of files.values()) {
    for (const folder of foldersOf(path)) {
      const key = keyOf(folder);
      const file = files.get(key);
      if (file !== undefined) problems.push(`${file} is a file, but ${path} needs a folder of that name.`);
      const other = folders.get(key);
      if (other === undefined) folders.set(key, folder);
      else if (other !== folder)
        problems.push(`The folders ${other} and ${folder} are one folder on Windows and macOS.`);
    }
  }
  return [...new Set(problems)];
}

function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folders that a path needs, from the outermost: `a/b/c.txt` gives `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}
