import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod';

/**
 * What became of one check. `missing`: it did not run to its end (skipped, cancelled, never reached, or lost with a crash);
 * that is never a pass, and never a failure of what the learner wrote either.
 */
export interface CheckResult {
  readonly checkId: string;
  readonly outcome: 'passed' | 'failed' | 'missing';
  /** On `failed`: what was expected and what happened. */
  readonly message?: string | undefined;
  readonly ms: number;
}

/** One result for each of the checks asked for, in their order. `problem` says why the report as a whole cannot be trusted or used. */
export interface CheckResults {
  readonly results: readonly CheckResult[];
  readonly problem?: string | undefined;
}

/** Reads a JUnit report; the name of a test case ends with the id of its check in brackets. Never throws. */
export function parseJunit(xml: string, checkIds: readonly string[]): CheckResults {
  const cases = parseCases(xml);
  if (cases === undefined)
    return {
      results: missingResults(checkIds),
      problem: 'The report of the checks is incomplete: they ended before all of them were done.',
    };
  const found = new Map<string, CheckResult>();
  const strange: string[] = [];
  const twice = new Set<string>();
  for (const testCase of cases) {
    const checkId = /\[([a-z0-9.-]+)\]$/.exec(testCase.name)?.[1];
    if (checkId === undefined || !checkIds.includes(checkId)) strange.push(testCase.name);
    else if (found.has(checkId)) twice.add(checkId);
    else found.set(checkId, resultOf(checkId, testCase));
  }
  const results = checkIds.map((checkId) =>
    twice.has(checkId) ? missing(checkId) : (found.get(checkId) ?? missing(checkId)),
  );
  const problems = [
    ...(twice.size > 0 ? [`The report has more than one result for ${[...twice].join(', ')}.`] : []),
    ...(strange.length > 0 ? [`The report has results of unknown checks: ${strange.join(', ')}.`] : []),
  ];
  return { results, ...(problems.length > 0 ? { problem: problems.join(' ') } : {}) };
}

/** What is known when there is no report at all. */
export function missingResults(checkIds: readonly string[]): readonly CheckResult[] {
  return checkIds.map(missing);
}

function missing(checkId: string): CheckResult {
  return { checkId, outcome: 'missing', ms: 0 };
}

/** `<failure>` and `<error>` hold text beside their attributes; `<skipped/>` may be empty. */
const outcomeSchema = z.union([
  z.string(),
  z.looseObject({ '@message': z.string().optional(), '@type': z.string().optional(), '#text': z.string().optional() }),
]);
const testCaseSchema = z.looseObject({
  '@name': z.string(),
  '@time': z.string().optional(),
  failure: z.array(outcomeSchema).optional(),
  error: z.array(outcomeSchema).optional(),
  skipped: z.array(outcomeSchema).optional(),
});
interface Suite {
  readonly testsuite?: readonly Suite[] | undefined;
  readonly testcase?: readonly z.infer<typeof testCaseSchema>[] | undefined;
}
const suiteSchema: z.ZodType<Suite> = z.looseObject({
  testsuite: z.array(z.lazy(() => z.union([suiteSchema, z.string().transform((): Suite => ({}))]))).optional(),
  testcase: z.array(testCaseSchema).optional(),
});
const reportSchema = z.looseObject({
  testsuites: z.array(z.union([suiteSchema, z.string().transform((): Suite => ({}))])).optional(),
  testsuite: z.array(suiteSchema).optional(),
});

interface TestCase {
  readonly name: string;
  readonly ms: number;
  readonly failed: boolean;
  readonly skipped: boolean;
  readonly message: string | undefined;
}

function parseCases(xml: string): readonly TestCase[] | undefined {
  // The parser alone is lenient with what breaks off. The validator's successor would be one more package for the same function.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (xml.trim() === '' || XMLValidator.validate(xml) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    isArray: (name, _path, _leaf, isAttribute) => !isAttribute && arrays.has(name),
  });
  const report = reportSchema.safeParse(parser.parse(xml));
  if (!report.success || (report.data.testsuites === undefined && report.data.testsuite === undefined))
    return undefined;
  return [...(report.data.testsuites ?? []), ...(report.data.testsuite ?? [])].flatMap(casesOf);
}

const arrays = new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped']);

function casesOf(suite: Suite): readonly TestCase[] {
  const own = (suite.testcase ?? []).map((testCase): TestCase => {
    const failures = [...(testCase.failure ?? []), ...(testCase.error ?? [])];
    return {
      name: decode(testCase['@name']),
      ms: Math.round(Number(testCase['@time'] ?? 0) * 1000) || 0,
      failed: failures.length > 0,
      skipped: testCase.skipped !== undefined,
      message: failures.map(messageOf).find((message) => message !== ''),
    };
  });
  return [...own, ...(suite.testsuite ?? []).flatMap(casesOf)];
}

function resultOf(checkId: string, testCase: TestCase): CheckResult {
  // node:test writes <skipped> beside <failure> for a failing "todo": that is a failure.
  if (testCase.failed)
    return {
      checkId,
      outcome: 'failed',
      message: testCase.message ?? 'The check failed without saying why.',
      ms: testCase.ms,
    };
  return { checkId, outcome: testCase.skipped ? 'missing' : 'passed', ms: testCase.ms };
}

/**
 * The message of a failure. node:test drops line breaks from the attribute, but its text begins with
 * `Error [ERR_TEST_FAILURE]: <message>`, followed by the stack.
 */
function messageOf(failure: z.infer<typeof outcomeSchema>): string {
  if (typeof failure === 'string') return decode(failure).trim();
  const text = decode(failure['#text'] ?? '').trim();
  const attribute = decode(failure['@message'] ?? '').trim();
  if (failure['@type'] === 'testTimeoutFailure') {
    const limit = /after (\d+)ms/.exec(attribute)?.[1];
    return limit === undefined
      ? 'The check did not end in time.'
      : `The check did not end within ${Math.round(Number(limit) / 1000)} seconds. Something it waited for never came.`;
  }
  const whole = /^\[?Error \[ERR_TEST_FAILURE\]: ([\s\S]*?)(?:\n {4}at |\n?\]? \{\n? *code: )/.exec(text)?.[1]?.trim();
  return whole ?? (attribute === '' ? text : attribute);
}

/** node:test escapes quotation marks of attributes twice. */
function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
