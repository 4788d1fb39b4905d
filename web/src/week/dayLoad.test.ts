import { expect, test } from 'vitest';
import { board, DAY, echo, utc } from '../board/clinic.fixture';
import { buildRows } from '../board/rows';
import { dayLoad } from './dayLoad';

const day = { date: DAY, start: Date.parse(utc('08:00')), end: Date.parse(utc('18:00')) };
const HOUR = 3_600_000;

function load(resource: string, ...visits: ReturnType<typeof echo>[]) {
  const row = buildRows(board(visits)).get(resource);
  if (!row) throw new Error(`no row for ${resource}`);
  return dayLoad(row, day);
}

test('visits are counted and their time is not free', () => {
  const seen = load('dr-adeyemi', echo('a', '09:00', '09:00', '10:00'), echo('b', '10:00', '10:00', '10:30'));
  expect(seen).toMatchObject({ works: true, visits: 2, held: 0, missed: 0, free: 6.5 * HOUR });
  expect(seen.busy).toEqual([{ start: 0.1, end: 0.25 }]);
});

test('a missed visit is counted and its time is free', () => {
  expect(load('dr-adeyemi', echo('a', '09:00', '09:00', '10:00', { status: 'noshow' }))).toMatchObject({ visits: 1, missed: 1, free: 8 * HOUR });
});

test('a hold takes time but is no visit yet', () => {
  expect(load('dr-adeyemi', echo('a', '09:00', '09:00', '10:00', { status: 'pending' }))).toMatchObject({ visits: 0, held: 1, free: 7 * HOUR });
});

test('another day has nothing of it', () => {
  const row = buildRows(board([echo('a', '09:00', '09:00', '10:00')])).get('dr-adeyemi');
  const next = { date: '2026-11-24', start: day.start + 24 * HOUR, end: day.end + 24 * HOUR };
  expect(row && dayLoad(row, next)).toMatchObject({ works: false, visits: 0, free: 0, busy: [] });
});
