import { expect, test } from 'vitest';
import { inWordsOfMove, plainWords } from './plainWords';
import type { Problem } from './wire';

const problem = (code: string, advice: string, detail = 'Try again in 40 seconds.'): Problem =>
  ({ type: 'about:blank', title: 'Too many requests', status: 429, detail, instance: '', code, advice, trace_id: '' });

test('a clerk hears how long to wait, and nothing of headers', () => {
  const words = plainWords(problem(
    'rate-limited', 'Wait as many seconds as the `Retry-After` header says.', 'Too many attempts. Try again in 40 seconds.',
  ));
  expect(words.detail).toBe('Try again in 40 seconds.');
  expect(JSON.stringify(words)).not.toContain('Retry-After');
});

test('a wrong password is said once', () => {
  expect(plainWords(problem('wrong-credentials', 'Check both and try again.', 'login or password is wrong')).detail).toBe('');
});

test('other problems keep their words', () => {
  const other = problem('slot-taken', 'Search again: the next openings are up to date.');
  expect(plainWords(other)).toEqual(other);
});

test('a failed move gives advice that can be followed there', () => {
  const taken = inWordsOfMove(problem('slot-taken', 'Search again: the next openings are up to date.', 'Dr Brown is booked then'));
  expect(taken.advice).toMatch(/^Choose another time/);
  expect(taken.detail).toBe('Dr Brown is booked then');
  const changed = problem('changed', 'Read it again.');
  expect(inWordsOfMove(changed)).toEqual(changed);
});
