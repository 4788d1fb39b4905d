import { expect, test } from 'vitest';
import type { Problem } from '../api/wire';
import { byField, leftOver } from './studyRefusal';

const refused = (errors: { pointer: string; detail: string }[]): Problem => ({
  type: 'about:blank', title: 'No session can be planned from what was sent', status: 400, code: 'session-plan-invalid', instance: '', trace_id: '',
  detail: errors[0]?.detail ?? 'it would take too long', advice: '', errors,
});

test('what is wrong with a field stands beside it, and is not told again', () => {
  const problem = refused([{ pointer: '/groups', detail: '4 kinds are asked for and there are 3 visit types' }]);
  expect(byField(problem)).toEqual({ groups: '4 kinds are asked for and there are 3 visit types.' });
  expect(leftOver(problem)).toBeUndefined();
});

test('slots and the minutes of a slot are two fields; a time that was sent belongs to the source', () => {
  const problem = refused([{ pointer: '/slot_minutes', detail: 'too long' }, { pointer: '/source/minutes/17', detail: 'service time 18 is too short' }]);
  expect(byField(problem)).toEqual({ slot_minutes: 'Too long.', source: 'Service time 18 is too short.' });
});

test('what belongs to no field is left to be told', () => {
  expect(leftOver(refused([]))?.detail).toBe('it would take too long');
  const mixed = refused([{ pointer: '/groups', detail: 'a' }, { pointer: '/composition/C', detail: 'b' }]);
  expect(leftOver(mixed)?.errors).toEqual([{ pointer: '/composition/C', detail: 'b' }]);
  expect([byField(null), leftOver(null)]).toEqual([{}, undefined]);
});
