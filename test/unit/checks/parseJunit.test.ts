import assert from 'node:assert/strict';
import { parseJunit } from '../../../src/checks/parseJunit.ts';

const report = (cases: string) => `<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n${cases}\n</testsuites>\n`;

describe('parseJunit', () => {
  it('reads what node:test writes: passed, failed with all lines of the message, timed out and skipped', () => {
    const xml = report(`
	<testcase name="A &amp;quot;b&amp;quot; &lt;x> [auth.login]" time="0.001772" classname="test" failure="GET /me answered 500.Expected 200.">
		<failure type="testCodeFailure" message="GET /me answered 500.Expected 200.">
Error [ERR_TEST_FAILURE]: GET /me answered 500.
The body was: &lt;p&gt;&quot;no&quot;&lt;/p&gt;
    at AsyncResource.runInAsyncScope (node:async_hooks:206:9) {
  code: 'ERR_TEST_FAILURE',
  failureType: 'testCodeFailure'
}
		</failure>
	</testcase>
	<testcase name="Fine [auth.register]" time="0.2" classname="test"/>
	<testcase name="Slow [tasks.slow]" time="60.01" classname="test" failure="test timed out after 60000ms">
		<failure type="testTimeoutFailure" message="test timed out after 60000ms">
[Error [ERR_TEST_FAILURE]: test timed out after 60000ms] { code: 'ERR_TEST_FAILURE' }
		</failure>
	</testcase>
	<testcase name="Skipped [tasks.skipped]" time="0" classname="test"><skipped type="skipped" message="true"/></testcase>
	<!-- tests 4 -->`);
    assert.deepEqual(parseJunit(xml, ['auth.register', 'auth.login', 'tasks.slow', 'tasks.skipped', 'tasks.never']), {
      results: [
        { checkId: 'auth.register', outcome: 'passed', ms: 200 },
        {
          checkId: 'auth.login',
          outcome: 'failed',
          ms: 2,
          message: 'GET /me answered 500.\nThe body was: <p>"no"</p>',
        },
        {
          checkId: 'tasks.slow',
          outcome: 'failed',
          ms: 60010,
          message: 'The check did not end within 60 seconds. Something it waited for never came.',
        },
        { checkId: 'tasks.skipped', outcome: 'missing', ms: 0 },
        { checkId: 'tasks.never', outcome: 'missing', ms: 0 },
      ],
    });
  });

  it('reads suites within suites, and other writers', () => {
    const xml = `<testsuite name="a"><testsuite name="b"><testcase name="One [one]" time="1"><error message="It broke."/></testcase></testsuite><testcase name="Two [two]"/></testsuite>`;
    assert.deepEqual(parseJunit(xml, ['one', 'two']).results, [
      { checkId: 'one', outcome: 'failed', message: 'It broke.', ms: 1000 },
      { checkId: 'two', outcome: 'passed', ms: 0 },
    ]);
  });

  it('takes a failing "todo", which is skipped and failed at once, as failed', () => {
    const xml = report(
      '<testcase name="One [one]"><skipped type="todo" message="true"/><failure type="testCodeFailure" message="Not yet.">Not yet.</failure></testcase>',
    );
    assert.deepEqual(parseJunit(xml, ['one']).results, [
      { checkId: 'one', outcome: 'failed', message: 'Not yet.', ms: 0 },
    ]);
  });

  it('gives a failure without words a sentence', () => {
    assert.equal(
      parseJunit(report('<testcase name="One [one]"><failure/></testcase>'), ['one']).results[0]?.message,
      'The check failed without saying why.',
    );
  });

  const whole = report('<testcase name="One [one]" time="1"/>\n<testcase name="Two [two]" time="1"/>');
  for (const length of [0, 1, 30, 60, 90, whole.length - 5]) {
    it(`believes nothing of a report that breaks off after ${length} characters`, () => {
      const parsed = parseJunit(whole.slice(0, length), ['one', 'two']);
      assert.deepEqual(
        parsed.results.map((result) => result.outcome),
        ['missing', 'missing'],
      );
      assert.match(parsed.problem ?? '', /incomplete/);
    });
  }

  for (const text of ['not xml', '<html><testcase name="One [one]"/></html>', '<testsuites><testcase/></testsuites>']) {
    it(`believes nothing of ${text}`, () => {
      const parsed = parseJunit(text, ['one']);
      assert.deepEqual(parsed.results, [{ checkId: 'one', outcome: 'missing', ms: 0 }]);
      assert.notEqual(parsed.problem, undefined);
    });
  }

  it('does not count a check that is there twice', () => {
    const parsed = parseJunit(report('<testcase name="One [one]"/><testcase name="Again [one]"/>'), ['one']);
    assert.deepEqual(parsed.results, [{ checkId: 'one', outcome: 'missing', ms: 0 }]);
    assert.match(parsed.problem ?? '', /more than one result for one/);
  });

  it('names results that it does not know, such as a crash of the whole file', () => {
    const parsed = parseJunit(report('<testcase name="/tmp/checks.mjs"><failure message="exit code 1"/></testcase>'), [
      'one',
    ]);
    assert.deepEqual(parsed.results, [{ checkId: 'one', outcome: 'missing', ms: 0 }]);
    assert.match(parsed.problem ?? '', /unknown checks: \/tmp\/checks\.mjs/);
  });

  it('has no results for an empty report that is complete', () => {
    assert.deepEqual(parseJunit(report(''), ['one']), { results: [{ checkId: 'one', outcome: 'missing', ms: 0 }] });
  });
});
