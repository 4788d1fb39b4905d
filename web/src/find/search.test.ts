import { expect, test } from 'vitest';
import { board, ECHO, utc } from '../board/clinic.fixture';
import { ageError, byDay, patientError, practitionersFor, toSearch, type FindForm } from './search';

const clinic = board([]);
const form: FindForm = { visitType: ECHO.id, patient: 'p-1', age: '', from: '2026-11-23', practitioner: null, policy: 'earliest' };
const now = Date.parse(utc('07:00'));

test('pseudonyms only', () => {
  expect(patientError('p-48121')).toBeUndefined();
  for (const bad of ['', 'Jane Doe', 'p/1', 'x'.repeat(37)]) expect(patientError(bad)).toBeTypeOf('string');
});

test('ages only where the visit has limits', () => {
  const child = { ...ECHO, age_min: 2, age_max: 16 };
  expect(ageError('', ECHO)).toBeUndefined();
  expect(ageError('', child)).toBeTypeOf('string');
  expect(ageError('7.5', child)).toBeTypeOf('string');
  expect(ageError('17', child)).toBe('For ages 2 to 16.');
  expect(ageError('16', child)).toBeUndefined();
  expect(ageError('17', { ...ECHO, age_min: 18 })).toBe('For ages 18 and over.');
  expect(ageError('18', { ...ECHO, age_max: 17 })).toBe('For ages up to 17.');
});

test('a search waits for what it needs', () => {
  expect(toSearch(form, clinic, undefined, undefined, now, 24)).toBeUndefined();
  expect(toSearch(form, clinic, { ...ECHO, age_min: 2 }, undefined, now, 24)).toBeUndefined();
});

test('a search starts at the day, at the free time that was clicked, or now', () => {
  expect(toSearch(form, clinic, ECHO, undefined, 0, 24)?.from).toBe('2026-11-23T00:00:00.000Z');
  expect(toSearch(form, clinic, ECHO, Date.parse(utc('10:15')), now, 24)?.from).toBe('2026-11-23T10:15:00.000Z');
  expect(toSearch(form, clinic, ECHO, undefined, now, 24)?.from).toBe('2026-11-23T07:00:00.000Z');
  expect(toSearch({ ...form, from: '2026-11-30' }, clinic, ECHO, Date.parse(utc('10:15')), now, 24)?.from).toBe('2026-11-30T00:00:00.000Z');
});

test('a practitioner is asked for by the role that they can play', () => {
  expect(toSearch({ ...form, practitioner: 'dr-adeyemi' }, clinic, ECHO, undefined, now, 24)?.resources).toEqual({ physician: 'dr-adeyemi' });
  expect(practitionersFor(clinic, ECHO).map((each) => each.id)).toEqual(['dr-adeyemi']);
});

test('a bad pseudonym is not sent', () => {
  expect(toSearch({ ...form, patient: 'Jane Doe' }, clinic, ECHO, undefined, now, 24)).not.toHaveProperty('patient');
});

test('openings are listed by local day', () => {
  const opening = (start: string) => ({ site: 'site-1', start, end: start, segments: [] });
  const days = byDay([opening('2026-11-24T03:00:00Z'), opening('2026-11-23T20:00:00Z')], 'America/New_York');
  expect(days.map((day) => [day.date, day.openings.length])).toEqual([['2026-11-23', 2]]);
});
