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

test('a kept slot says when it opens, on the clinic’s clock, and what to do', () => {
  const kept = problem('slot-kept', 'Choose a slot from the openings search.', 'the slot is kept for other visits until 2026-11-24T08:00:00Z');
  const words = plainWords(kept, 'Asia/Kolkata');
  expect(words.title).toBe('This time is kept for another kind of visit');
  expect(words.detail).toBe('If nobody books it, it opens to every visit on Tuesday 24 November at 13:30.');
  expect(plainWords(kept).detail).toContain('some days before');
  expect(inWordsOfMove(kept, 'UTC').detail).toContain('08:00');
});

test('a start between slots says when the slot begins', () => {
  const between = problem('not-a-slot-start', 'Choose a start.', 'in this session visits begin with a slot; one begins at 2026-11-24T08:30:00Z');
  expect(plainWords(between, 'UTC').detail).toBe('The slot at this time begins at 08:30.');
});

test('advice about fields of a request is not for screens', () => {
  const words = plainWords(problem('session-plan-invalid', 'Correct the field named in `errors`; /openapi.json describes it.', 'there are too many slots'));
  expect(JSON.stringify(words)).not.toMatch(/`|openapi/);
  expect(plainWords(problem('invalid-field', 'Correct the field named in `errors`; /openapi.json describes it.')).advice).toBe('');
  expect(plainWords(problem('body-too-large', 'Send at most `limit` bytes.')).advice).toBe('Use fewer rows.');
});
