import { describe, expect, test } from 'vitest';
import { board, echo, ECHO, utc } from '../board/clinic.fixture';
import { entries, groupRows } from '../board/groups';
import { buildRows } from '../board/rows';
import { nextResource } from './keys';
import { changesSomething, proposedSegments, type Proposal } from './proposal';
import { eligible, whatWouldBreak, type Surroundings } from './whatWouldBreak';

const visit = echo('appointment-1', '09:30', '09:40', '10:10');
const other = echo('appointment-2', '11:00', '11:10', '11:40');
const clinic = board([visit, other]);

function around(change: Partial<Surroundings> = {}): Surroundings {
  return {
    rows: buildRows(clinic), visitTypes: new Map([[ECHO.id, ECHO]]), visitName: () => 'Echo visit', zone: 'UTC',
    now: Date.parse(utc('07:00')), ...change,
  };
}

function to(clock: string, change: Partial<Proposal> = {}): Proposal {
  return { appointment: visit, start: Date.parse(utc(clock)), swaps: {}, anyOther: false, ...change };
}

const codes = (proposal: Proposal, setting = around()) => whatWouldBreak(proposal, setting).map((each) => each.code);

describe('a move', () => {
  test('shifts every step by the same time', () => {
    expect(proposedSegments(to('10:30')).map((s) => new Date(s.start).toISOString().slice(11, 16))).toEqual(['10:30', '10:40', '10:40']);
  });
  test('to where it is changes nothing', () => {
    expect(changesSomething(to('09:30'))).toBe(false);
    expect(changesSomething(to('09:30', { swaps: { physician: 'dr-adeyemi' } }))).toBe(false);
    expect(changesSomething(to('09:30', { swaps: { physician: 'dr-brown' } }))).toBe(true);
  });
});

describe('what would break', () => {
  test('nothing, where there is room; its own time is not in its way', () => {
    expect(codes(to('10:10'))).toEqual([]);
    expect(codes(to('09:40'))).toEqual([]);
  });
  test('another visit', () => {
    const found = whatWouldBreak(to('10:40'), around());
    expect(found.map((each) => each.message)).toContain('Room 2 is busy 11:00 to 11:40: Echo visit.');
    expect(found.some((each) => each.resource === 'dr-adeyemi')).toBe(true);
  });
  test('closed time', () => {
    expect(codes(to('11:50'))).toContain('outside-hours');
    expect(codes(to('17:00'))).toContain('outside-hours');
  });
  test('a block, with its reason', () => {
    const blocked = board([visit]);
    blocked.resources[0]?.blocks.push({ id: 'block-1', start: utc('14:00'), end: utc('15:00'), reason: 'Teaching' });
    const [found] = whatWouldBreak(to('14:00'), around({ rows: buildRows(blocked) }));
    expect(found?.message).toBe('Dr Adeyemi is blocked 14:00 to 15:00: Teaching.');
  });
  test('a session of other services', () => {
    const closed = board([visit]);
    closed.resources[0]?.sessions.push({
      id: 'session-1', label: 'Heart clinic', start: utc('13:00'), end: utc('17:00'), services: ['service-9'], placed_by_import: false,
    });
    expect(codes(to('14:00'), around({ rows: buildRows(closed) }))).toEqual(['other-service']);
  });
  test('the past, and starts that are not offered', () => {
    expect(codes(to('10:10'), around({ now: Date.parse(utc('10:30')) }))).toEqual(['past']);
    expect(codes(to('10:15'))).toEqual(['start-not-offered']);
  });
  test('somebody without the skill', () => {
    expect(codes(to('09:30', { swaps: { physician: 'dr-brown' } }))).toEqual(['not-eligible']);
  });
  test('nobody else, where others may vary', () => {
    expect(codes(to('11:00', { swaps: { physician: 'dr-adeyemi' }, anyOther: true }))).toContain('nobody-free');
    expect(codes(to('10:10', { anyOther: true }))).toEqual([]);
  });
  test('not a lab that still has a place', () => {
    const shared = board([visit, other]);
    const room = shared.resources[2];
    if (room) room.capacity_units = 2;
    const found = whatWouldBreak(to('11:00'), around({ rows: buildRows(shared) }));
    expect(found.map((each) => each.resource)).toEqual(['dr-adeyemi']);
  });
});

test('up and down pass over those who cannot', () => {
  const rows = buildRows(clinic);
  const list = entries(groupRows(rows.values(), { kind: 'all', text: '', pinned: new Set() }));
  expect(nextResource(list, 'dr-adeyemi', 1, (row) => eligible(row, ECHO, 'physician'))).toBeUndefined();
  expect(nextResource(list, 'dr-adeyemi', 1, (row) => row.resource.kind === 'practitioner')).toBe('dr-brown');
  expect(nextResource(list, 'dr-brown', -1, (row) => eligible(row, ECHO, 'physician'))).toBe('dr-adeyemi');
});

describe('kept slots', () => {
  const slot = (from: string, until: string, types: string[]) => ({
    template: 'template-1', start: utc(from), end: utc(until), kind: 'A', visit_types: types, released_from: utc('08:00'),
  });
  const withSlot = (...slots: ReturnType<typeof slot>[]) => around({
    rows: buildRows({ ...clinic, resources: clinic.resources.map((each) => (each.id === 'dr-adeyemi' ? { ...each, slots } : each)) }),
  });
  test('are not for visits of another kind until they are released', () => {
    const setting = withSlot(slot('13:40', '14:10', ['visit-type-9']));
    expect(codes(to('13:30'), setting)).toEqual(['slot-kept']);
    expect(codes(to('13:30'), { ...setting, now: Date.parse(utc('08:00')) })).toEqual([]);
  });
  test('are entered where they begin', () => {
    const setting = withSlot(slot('13:40', '14:20', [ECHO.id]));
    expect(codes(to('13:30'), setting)).toEqual([]);
    expect(codes(to('13:40'), setting)).toEqual(['not-a-slot-start']);
  });
});
