import { expect, test } from 'vitest';
import { echo } from '../board/clinic.fixture';
import type { Status } from '../api/wire';
import { summary } from './summary';

function day(...states: Status[]) {
  return states.map((status, index) => echo(`appointment-${index}`, '09:00', '09:10', '09:40', { status }));
}

test('missed visits count as visits and are named', () => {
  expect(summary(day('booked', 'fulfilled', 'noshow'), false)).toBe('3 visits · 1 finished · 1 did not come');
});
test('cancelled visits count only where they are shown', () => {
  expect(summary(day('booked', 'cancelled'), true)).toBe('1 visit · 1 cancelled');
  expect(summary(day('booked'), true)).toBe('1 visit · none cancelled');
  expect(summary(day('cancelled'), true)).toBe('No visits · 1 cancelled');
});
test('what holds for all is said once', () => {
  expect(summary(day('fulfilled', 'fulfilled'), false)).toBe('2 visits · all finished');
  expect(summary(day('fulfilled'), false)).toBe('1 visit · 1 finished');
});
