import assert from 'node:assert/strict';
import { formatAmount } from '../../../src/webview/formatAmount.ts';

describe('An amount of money', () => {
  it('is written the way of the locale, without a currency and without dust from adding up', () => {
    assert.equal(formatAmount(1234.5, 'en'), '1,234.5');
    assert.equal(formatAmount(1234.5, 'de'), '1.234,5');
    assert.equal(formatAmount(0.1 + 0.2, 'en'), '0.3');
    assert.equal(formatAmount(0, 'no such locale'), '0');
  });
});
