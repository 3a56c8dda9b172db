// @ts-check
// Mocha's spec reporter, which also leaves the counts in the file that WAYMARK_TEST_RESULT names.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

class ResultReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending } = this.stats;
      const file = process.env['WAYMARK_TEST_RESULT'];
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, pending }));
    });
  }
}

// Mocha looks for a default export.
export { ResultReporter as default };
