import type { Yaml } from 'mdast';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type * as z from 'zod';
import { frontMatterExamples, frontMatterShape, requiredKeys } from './frontMatterSchema.ts';
import type { FrontMatterName } from './frontMatterSchema.ts';
import { placeBetween, placeOf } from './problemLog.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

type Values = { readonly [Name in FrontMatterName]?: z.output<(typeof frontMatterShape)[Name]> };

/** What the front matter says, as far as it could be read, and where. */
export interface FrontMatter {
  readonly values: Values;
  readonly placeOf: FindPlace;
}

type Path = readonly PropertyKey[];

/** The place of a value, or of its key, by its path; of the nearest one above where there is none. */
export type FindPlace = (path: Path, part?: 'value' | 'key') => Place;

/** Reads the YAML between the two `---` lines, key by key. */
export function parseFrontMatter(reading: Reading, node: Yaml): FrontMatter {
  const start = reading.text.indexOf('\n', node.position?.start.offset ?? 0) + 1;
  const document = parseDocument(node.value, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    logLevel: 'silent',
  });
  const shift = (range: readonly [number, number, ...number[]]): Place =>
    placeBetween(reading.text, start + range[0], start + range[1]);
  const whole: Place = { ...placeOf(node), endLine: placeOf(node).line, endColumn: placeOf(node).column + 3 };
  const find: FindPlace = (path, part = 'value') => {
    const range = rangeOf(document, path, part);
    return range ? shift(range) : whole;
  };
  for (const { pos, message } of document.errors) {
    reading.problems.error(shift(pos), `The front matter cannot be read here: ${sentence(message)} ${howToMendYaml}`);
  }
  for (const { pos, message } of document.warnings) {
    reading.problems.warning(shift(pos), `The front matter is odd here: ${sentence(message)} ${howToMendYaml}`);
  }
  const raw = toPlainValue(reading, document, whole);
  return { values: raw === undefined ? {} : parseKeys(reading, raw, find), placeOf: find };
}

const howToMendYaml = 'Check the indentation, and put a text that holds “: ” or “#” or begins with a sign into quotes.';

function sentence(message: string): string {
  const line = message.split('\n')[0]?.trim() ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function toPlainValue(reading: Reading, document: Document.Parsed, place: Place): object | undefined {
  if (document.errors.length > 0) return undefined;
  if (document.contents === null || !isMap(document.contents)) {
    reading.problems.error(
      place,
      `The front matter holds no “key: value” lines. Begin with “${frontMatterExamples.id}”.`,
    );
    return undefined;
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    // References (`*name`) that lead nowhere or multiply without end are found only here.
    const reason = error instanceof Error ? error.message : String(error);
    reading.problems.error(place, `The front matter cannot be read: ${sentence(reason)} Write the values out in full.`);
    return undefined;
  }
}

function parseKeys(reading: Reading, raw: object, find: FindPlace): Values {
  for (const key of Object.keys(raw).filter((one) => !Object.hasOwn(frontMatterShape, one))) {
    reading.problems.error(
      find([key], 'key'),
      `The front matter has no key “${key}”. Known are ${Object.keys(frontMatterShape).join(', ')}.`,
    );
  }
  for (const key of requiredKeys.filter((one) => !Object.hasOwn(raw, one))) {
    reading.problems.error(
      find([]),
      `The front matter lacks “${key}”. Write it like this: “${frontMatterExamples[key]}”.`,
    );
  }
  const read = <Name extends FrontMatterName>(name: Name, schema: z.ZodType<NonNullable<Values[Name]>>): Values =>
    readKey(reading, raw, name, schema, find);
  return {
    ...read('id', frontMatterShape.id),
    ...read('title', frontMatterShape.title),
    ...read('summary', frontMatterShape.summary),
    ...read('roles', frontMatterShape.roles),
    ...read('level', frontMatterShape.level),
    ...read('length', frontMatterShape.length),
    ...read('commitment', frontMatterShape.commitment),
    ...read('facts', frontMatterShape.facts),
    ...read('stack', frontMatterShape.stack),
    ...read('goals', frontMatterShape.goals),
    ...read('outcomes', frontMatterShape.outcomes),
    ...read('avoid', frontMatterShape.avoid),
    ...read('rules', frontMatterShape.rules),
    ...read('levels', frontMatterShape.levels),
    ...read('schedules', frontMatterShape.schedules),
    ...read('milestones', frontMatterShape.milestones),
    ...read('tracker', frontMatterShape.tracker),
    ...read('budget', frontMatterShape.budget),
    ...read('remarks', frontMatterShape.remarks),
    ...read('aliases', frontMatterShape.aliases),
  };
}

function readKey<Name extends FrontMatterName>(
  reading: Reading,
  raw: object,
  name: Name,
  schema: z.ZodType<NonNullable<Values[Name]>>,
  find: FindPlace,
): Values {
  if (!Object.hasOwn(raw, name)) return {};
  const value: unknown = Reflect.get(raw, name);
  const result = schema.safeParse(value);
  if (result.success) return { [name]: result.data };
  for (const issue of result.error.issues) explain(reading, issue, name, value, find);
  return {};
}

function explain(
  reading: Reading,
  issue: z.core.$ZodIssue,
  name: FrontMatterName,
  value: unknown,
  find: FindPlace,
): void {
  const path: Path = [name, ...issue.path];
  const how = `Write it like this: “${frontMatterExamples[name]}”.`;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      reading.problems.error(find([...path, key], 'key'), `“${spell(path)}” has no key “${key}”. ${how}`);
    }
    return;
  }
  reading.problems.error(
    find(path, issue.code === 'invalid_key' ? 'key' : 'value'),
    whatIsWrong(issue, spell(path), valueAt(value, issue.path), how),
  );
}

function whatIsWrong(issue: z.core.$ZodIssue, where: string, value: unknown, how: string): string {
  switch (issue.code) {
    case 'custom':
      return `“${where}”: ${issue.message}`;
    case 'invalid_type':
      if (value === undefined) return `“${where}” is missing. ${how}`;
      if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
        return `“${where}” must be text, so put it in quotes: "${value}".`;
      }
      return `“${where}” must be ${kinds[issue.expected] ?? issue.expected}. ${how}`;
    case 'invalid_value':
      return `“${where}” must be one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
    case 'invalid_key':
      return `“${where}” is no id. Use lower-case letters, digits, dots and hyphens. ${how}`;
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int') return `“${where}” must be at least ${issue.minimum}.`;
      return `“${where}” ${issue.origin === 'string' ? 'is empty' : 'has too few entries'}. ${how}`;
    case 'too_big':
      if (issue.origin === 'number' || issue.origin === 'int') return `“${where}” must be at most ${issue.maximum}.`;
      return `“${where}” has too many entries. ${how}`;
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_element':
    case 'not_multiple_of':
      return `“${where}” cannot be read. ${how}`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in square brackets or with “-” lines',
  tuple: 'two figures, [least, most]',
  object: 'a map of “key: value”',
  record: 'a map of “key: value”',
  boolean: 'true or false',
};

/** `milestones[1].at`, with lists counted from 1 as a reader does. */
function spell(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? ` ${step + 1}` : `${index > 0 ? ' › ' : ''}${String(step)}`))
    .join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}

function rangeOf(
  document: Document.Parsed,
  path: Path,
  part: 'value' | 'key',
): readonly [number, number, ...number[]] | undefined {
  if (path.length === 0) return undefined;
  const above = path.slice(0, -1);
  const parent: unknown = above.length > 0 ? document.getIn(above, true) : document.contents;
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path.at(-1)))
    : undefined;
  const value: unknown = part === 'value' ? document.getIn(path, true) : undefined;
  // A value that was left empty has no width: its key is pointed at instead.
  if (isNode(value) && value.range && value.range[1] > value.range[0]) return value.range;
  if (isScalar(pair?.key) && pair.key.range) return pair.key.range;
  return rangeOf(document, above, 'value');
}
