import { expect, test } from 'vitest';
import { instantAt } from '../../time/zone';
import { firstPlace } from './firstPlace';
import { layOut } from './timeline';

const ZONE = 'America/St_Johns';
const DAY = '2026-11-23';
const at = (hour: number, date = DAY): number => instantAt(date, hour * 60, ZONE);
const timeline = layOut([{ date: DAY, start: at(7), end: at(19) }], 20);

test('today opens at now, another day at the same time', () => {
  expect(firstPlace(timeline, ZONE, DAY, at(14), at(8)).middle).toBe(at(14));
  expect(firstPlace(timeline, ZONE, DAY, at(14, '2026-11-20'), at(8)).middle).toBe(at(14));
});

test('at night the board opens at the first visit, or where the day begins', () => {
  expect(firstPlace(timeline, ZONE, DAY, at(2), at(8)).middle).toBe(at(8));
  expect(firstPlace(timeline, ZONE, DAY, at(23), undefined)).toEqual({ middle: at(7), minute: 7 * 60 });
});
