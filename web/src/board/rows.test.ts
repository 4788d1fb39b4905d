import { describe, expect, test } from 'vitest';
import { board, echo, ECHO, utc } from './clinic.fixture';
import { describe as inWords } from './describe';
import { entries, groupRows } from './groups';
import { makeNames } from './names';
import { neighbour, stopsOf } from './neighbours';
import { buildRows, mainPart } from './rows';
import { bookedHeight, cancelledTop, laneTop, rowHeight } from './sizes';

const visit = echo('appointment-1', '09:30', '09:40', '10:10');
const clinic = board([visit, echo('appointment-2', '14:00', '14:10', '14:40', { status: 'cancelled' })]);
const rows = buildRows(clinic);
const everything = { kind: 'all', text: '', pinned: new Set<string>() } as const;

describe('rows', () => {
  test('steps that touch are one part with a join; cancelled visits stand apart', () => {
    const parts = rows.get('room-2')?.parts ?? [];
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ start: Date.parse(utc('09:30')), end: Date.parse(utc('10:10')), joins: [Date.parse(utc('09:40'))] });
  });
  test('free time is working time without visits, for people only', () => {
    const clocks = rows.get('dr-adeyemi')?.free.map((span) => new Date(span.start).toISOString().slice(11, 16));
    expect(clocks).toEqual(['08:00', '10:10', '13:00']);
    expect(rows.get('room-2')?.free).toEqual([]);
  });
  test('visits that overlap get lanes', () => {
    const late = echo('appointment-3', '09:40', '09:50', '10:20', { status: 'noshow' });
    expect(buildRows(board([visit, late])).get('room-2')?.laneCount).toBe(2);
  });
  test('a cancelled visit has a lane of its own under the others and frees its time', () => {
    const row = rows.get('dr-adeyemi');
    expect(row?.cancelled.map((part) => part.appointment.id)).toEqual(['appointment-2']);
    expect([row?.laneCount, row?.cancelledLanes]).toEqual([1, 1]);
    expect(row && cancelledTop(row, 0)).toBeGreaterThanOrEqual(row ? laneTop(row, row.laneCount) : Infinity);
    expect(row && rowHeight(row) - bookedHeight(row)).toBe(26);
    const unchanged = rows.get('dr-brown');
    expect(unchanged && rowHeight(unchanged)).toBe(unchanged && bookedHeight(unchanged));
  });
  test('a missed visit stands where it was and leaves its time free', () => {
    const missed = buildRows(board([echo('appointment-5', '09:30', '09:40', '10:10', { status: 'noshow' })])).get('dr-adeyemi');
    expect(missed?.parts).toHaveLength(1);
    expect(missed?.free).toHaveLength(2);
  });
  test('a visit that should never have been written is not drawn', () => {
    const wrong = echo('appointment-6', '09:30', '09:40', '10:10', { status: 'entered-in-error' });
    expect(buildRows(board([wrong])).get('room-2')).toMatchObject({ parts: [], cancelled: [] });
  });
  test('cancelled visits that are shown no longer go; other rows stay as they are', () => {
    const without = buildRows({ ...clinic, appointments: [visit] }, rows);
    expect(without.get('room-2')?.cancelled).toEqual([]);
    expect(without.get('dr-brown')).toBe(rows.get('dr-brown'));
  });
  test('rows that did not change are the same objects', () => {
    const next = { ...clinic, appointments: [...clinic.appointments, echo('appointment-4', '15:00', '15:10', '15:40')] };
    const again = buildRows(next, rows);
    expect(again.get('dr-brown')).toBe(rows.get('dr-brown'));
    expect(again.get('room-2')).not.toBe(rows.get('room-2'));
  });
  test('a visit is grabbed by its practitioner', () => {
    expect(mainPart(visit, rows)?.resource).toBe('dr-adeyemi');
  });
});

describe('groups', () => {
  test('pinned first, then kinds in order', () => {
    const groups = groupRows(rows.values(), { ...everything, pinned: new Set(['room-2']) });
    expect(groups.map((group) => group.title)).toEqual(['Pinned', 'Practitioners']);
  });
  test('filtered by name and skill', () => {
    const named = (text: string) => groupRows(rows.values(), { ...everything, text }).flatMap((g) => g.rows).map((r) => r.resource.id);
    expect(named('echo')).toEqual(['dr-adeyemi']);
    expect(named('BROWN')).toEqual(['dr-brown']);
    expect(named('nobody')).toEqual([]);
  });
});

describe('arrow keys', () => {
  const list = entries(groupRows(rows.values(), everything));
  const stops = (row: Parameters<typeof stopsOf>[0]) => stopsOf(row, 0, true);
  const adeyemi = rows.get('dr-adeyemi');
  const own = adeyemi ? stops(adeyemi) : [];
  test('walk along a row and stop at its end', () => {
    const [first, second] = own;
    expect(first && neighbour(list, stops, first, 'later')).toEqual(second);
    expect(first && neighbour(list, stops, first, 'earlier')).toBeUndefined();
    expect(first && neighbour(list, stops, first, 'last')).toEqual(own.at(-1));
  });
  test('reach cancelled visits that are shown, in the order of time', () => {
    expect(own.map((stop) => new Date(stop.start).toISOString().slice(11, 16))).toEqual(['08:00', '09:40', '10:10', '13:00', '14:10']);
  });
  test('go to what is nearest in time on the next row that has something', () => {
    const card = own.find((stop) => !stop.free);
    expect(card && neighbour(list, (row) => (row.resource.id === 'dr-brown' ? [] : stops(row)), card, 'down')?.row).toBe('room-2');
  });
  test('free time that has passed is no stop', () => {
    expect(adeyemi && stopsOf(adeyemi, Date.parse(utc('23:00')), true).filter((stop) => stop.free)).toEqual([]);
  });
});

test('the full name says what, when, who and how it stands', () => {
  const names = makeNames(clinic, new Map([[ECHO.id, ECHO]]));
  expect(names.full(visit)).toBe('Echo visit, 09:30 to 10:10, Room 2, Dr Adeyemi, patient p-1, booked');
  const of = (status: 'noshow' | 'cancelled') => names.full({ ...visit, status }).split(', ').at(-1);
  expect([of('noshow'), of('cancelled')]).toEqual(['did not come', 'cancelled']);
});

test('skills before languages, languages by name, places last', () => {
  expect(inWords({ attributes: ['family-medicine', 'lang:fr', 'zoo'], capacity_units: 4 })).toBe('family medicine · zoo · French · 4 places');
  expect(inWords({ attributes: ['feed:57'], capacity_units: 100 })).toBe('100 places');
  expect(inWords({ attributes: [], capacity_units: 65_535 })).toBe('room for everybody');
  expect(inWords({ attributes: ['lang:not a code'], capacity_units: 1 })).toBe('not a code');
});
