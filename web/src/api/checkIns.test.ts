import { expect, test } from 'vitest';
import { checkInOf } from './checkIns';

const event = (body: object): string => JSON.stringify({ seq: 7, at: '2026-11-24T13:11:20Z', kind: 'appointment_advanced', body });

test('an event tells of a check-in, and of whose', () => {
  expect(checkInOf(event({ appointment_advanced: { id: 14621, to: 'checked-in' } }))).toEqual({ appointment: 'appointment-14621', at: Date.parse('2026-11-24T13:11:20Z') });
});

test('other steps and other events tell of none', () => {
  expect(checkInOf(event({ appointment_advanced: { id: 14621, to: 'arrived' } }))).toBeUndefined();
  expect(checkInOf(event({ appointment_cancelled: { id: 14621 } }))).toBeUndefined();
});
