import { expect, test } from 'vitest';
import { instantAt } from '../../time/zone';
import { lanes } from './lanes';
import { snap, stepFrom } from './snap';
import { covers, minus, overlaps, union } from './spans';
import { rowAt, rowsBetween, stack } from './stack';

const at = (clock: string, zone = 'Europe/London', date = '2026-11-23'): number => {
  const [hour = '0', minute = '0'] = clock.split(':');
  return instantAt(date, Number(hour) * 60 + Number(minute), zone);
};

test('spans that only touch do not overlap', () => {
  expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
  expect(overlaps({ start: 0, end: 11 }, { start: 10, end: 20 })).toBe(true);
});

test('what is left of working time', () => {
  const left = minus([{ start: 0, end: 100 }], [{ start: 90, end: 120 }, { start: 10, end: 20 }, { start: 15, end: 30 }]);
  expect(left).toEqual([{ start: 0, end: 10 }, { start: 30, end: 90 }]);
  expect(minus([{ start: 0, end: 10 }], [{ start: 0, end: 10 }])).toEqual([]);
});

test('hours that touch cover a visit over both', () => {
  const hours = [{ start: 0, end: 10 }, { start: 10, end: 20 }];
  expect(union(hours)).toEqual([{ start: 0, end: 20 }]);
  expect(covers(hours, { start: 5, end: 15 })).toBe(true);
  expect(covers(hours, { start: 5, end: 21 })).toBe(false);
});

test('each span takes the first free lane', () => {
  expect(lanes([{ start: 0, end: 10 }, { start: 5, end: 15 }, { start: 10, end: 20 }])).toEqual([0, 1, 0]);
  expect(lanes([])).toEqual([]);
});

test('snapping goes to the nearest start past the local hour', () => {
  expect(snap(at('09:07'), 15, 'Europe/London')).toBe(at('09:00'));
  expect(snap(at('09:08'), 15, 'Europe/London')).toBe(at('09:15'));
  const kolkata = at('09:20', 'Asia/Kolkata');
  expect(snap(kolkata + 60_000, 20, 'Asia/Kolkata')).toBe(kolkata);
});

test('steps go to the next start, or first onto the grid', () => {
  expect(stepFrom(at('09:00'), 15, 1, 'Europe/London')).toBe(at('09:15'));
  expect(stepFrom(at('09:07'), 15, 1, 'Europe/London')).toBe(at('09:15'));
  expect(stepFrom(at('09:07'), 15, -1, 'Europe/London')).toBe(at('09:00'));
});

test('rows in sight', () => {
  const rows = stack([30, 50, 50, 70]);
  expect(rows.height).toBe(200);
  expect([0, 29, 30, 79, 80, 500, -5].map((y) => rowAt(rows, y))).toEqual([0, 0, 1, 1, 2, 3, 0]);
  expect(rowsBetween(rows, 35, 85)).toEqual({ first: 1, after: 3 });
  expect(rowsBetween(stack([]), 0, 100)).toEqual({ first: 0, after: 0 });
});
