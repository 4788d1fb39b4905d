import { expect, test } from 'vitest';
import { board } from '../board/clinic.fixture';
import { firstWorkingDay } from './workingDay';

const clinic = board([]);
const working = (...starts: string[]) =>
  ({ ...clinic, resources: clinic.resources.slice(0, 1).map((each) => ({ ...each, working: starts.map((start) => ({ start, end: start })) })) });

test('the earliest day of any resource, by the clock of the site', () => {
  expect(firstWorkingDay(working('2026-11-25T09:00:00Z', '2026-11-24T23:30:00Z'))).toBe('2026-11-24');
  expect(firstWorkingDay({ ...working('2026-11-24T23:30:00Z'), zone: 'Europe/Berlin' })).toBe('2026-11-25');
});

test('a night shift that began before counts for the first day', () => {
  expect(firstWorkingDay(working('2026-11-22T22:00:00Z'))).toBe('2026-11-23');
});

test('nobody works', () => expect(firstWorkingDay({ ...clinic, resources: [] })).toBeUndefined());
