import { expect, test } from 'vitest';
import { utc } from './clinic.fixture';
import { keptInWords, keptSlots } from './keptSlots';

const slot = (from: string, until: string, kind: string, released: string) => ({
  template: 'template-1', start: utc(from), end: utc(until), kind, visit_types: ['visit-type-1'], released_from: utc(released),
});

test('slots are kept until they are released, and told in the order of time', () => {
  const slots = [slot('10:00', '10:30', 'B', '08:00'), slot('09:00', '09:30', 'A', '07:00')];
  const words = (now: string): string => keptInWords(keptSlots({ slots }, Date.parse(utc(now))), 'UTC');
  expect(words('06:59')).toBe('2 slots are kept: 09:00 to 09:30 for kind A; 10:00 to 10:30 for kind B.');
  expect(words('07:00')).toBe('1 slot is kept: 10:00 to 10:30 for kind B.');
  expect(words('08:00')).toBe('');
});
