import { expect, test } from 'vitest';
import { utc } from './clinic.fixture';
import { keptInWords, keptSlots } from './keptSlots';

const slot = (from: string, until: string, kind: string, released: string) => ({
  template: 'template-1', start: utc(from), end: utc(until), kind, visit_types: ['visit-type-1'], released_from: utc(released),
});

test('slots are kept until they are released, and told in the order of time', () => {
  const slots = [slot('10:00', '10:30', 'B', '08:00'), slot('09:00', '09:30', 'A', '07:00')];
  const words = (now: string): string => keptInWords(keptSlots({ slots }, Date.parse(utc(now))), 'UTC');
  expect(words('06:59')).toBe('2 slots are kept. 09:00 to 09:30, 1 slot: A. 10:00 to 10:30, 1 slot: B.');
  expect(words('07:00')).toBe('Kept: 10:00 to 10:30, 1 slot: B.');
  expect(words('08:00')).toBe('');
});

test('slots that follow each other are told as one span with their kinds', () => {
  const slots = [slot('09:30', '10:00', 'B', '08:00'), slot('09:00', '09:30', 'A', '08:00'), slot('10:00', '10:30', 'A', '08:00')];
  expect(keptInWords(keptSlots({ slots }, 0), 'UTC')).toBe('Kept: 09:00 to 10:30, 3 slots: A B A.');
  const named = slots.map((each) => ({ ...each, kind: 'New' }));
  expect(keptInWords(keptSlots({ slots: named }, 0), 'UTC')).toBe('Kept: 09:00 to 10:30, 3 slots: New, New, New.');
});
