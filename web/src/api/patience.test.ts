import { expect, test } from 'vitest';
import { whileBusy } from './patience';
import { ProblemError } from './problem';

function problem(code: string): ProblemError {
  return new ProblemError({ type: 'about:blank', title: '', status: 503, code, detail: '', advice: '', instance: '', trace_id: '' });
}

test('a busy server is asked again, for a while; one that took too long is not', () => {
  expect([0, 4, 5].map((count) => whileBusy(count, problem('busy')))).toEqual([true, true, false]);
  expect(whileBusy(0, problem('request-timeout'))).toBe(false);
  expect(whileBusy(0, new Error('no answer'))).toBe(false);
});
