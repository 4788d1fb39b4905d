import { describe, expect, test } from 'vitest';
import { addDays, isDate, mondayOf } from './civil';
import { countdown, dayInWords, lengthInWords, nearDay, plural, weekInWords } from './speech';
import { clock, dateAt, foreignZone, instantAt, minuteOfDay, zoneInWords } from './zone';

describe('calendar dates', () => {
  test('cross months, years and the days on which clocks change', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });
  test('weeks begin on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });
  test('only real dates are dates', () => {
    expect(isDate('2026-11-23')).toBe(true);
    expect(isDate('2026-13-01')).toBe(false);
    expect(isDate('tomorrow')).toBe(false);
    expect(isDate(null)).toBe(false);
  });
});

describe('wall clocks', () => {
  test('a minute that was skipped is read as the one after the gap', () => {
    expect(clock(instantAt('2026-03-29', 90, 'Europe/London'), 'Europe/London')).toBe('02:30');
  });
  test('a minute that comes twice is read as the first', () => {
    expect(new Date(instantAt('2026-10-25', 90, 'Europe/London')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
  test('minute 1440 is the next midnight', () => {
    expect(instantAt('2026-11-23', 1440, 'Asia/Kolkata')).toBe(instantAt('2026-11-24', 0, 'Asia/Kolkata'));
  });
  test('offsets of odd minutes and far dates are right', () => {
    const instant = Date.parse('2026-11-23T18:20:00Z');
    expect(clock(instant, 'Asia/Kathmandu')).toBe('00:05');
    expect(dateAt(instant, 'Asia/Kathmandu')).toBe('2026-11-24');
    expect(minuteOfDay(instant, 'Asia/Kathmandu')).toBe(5);
  });
  test('the zone is named only where it is not the reader’s', () => {
    const instant = Date.parse('2026-11-23T12:00:00Z');
    expect(foreignZone(instant, 'Europe/London', 'Europe/Lisbon')).toBe('');
    expect(foreignZone(instant, 'America/New_York', 'Europe/London')).toBe('New York time');
    expect(zoneInWords('Etc/UTC')).toBe('UTC');
  });
});

test('words', () => {
  expect(dayInWords('2026-11-23', '2026-11-22')).toBe('Monday 23 November');
  expect(dayInWords('2027-01-04', '2026-11-22')).toBe('Monday 4 January 2027');
  expect(nearDay('2026-11-23', '2026-11-22')).toBe('Tomorrow');
  expect(nearDay('2026-11-25', '2026-11-22')).toBe('');
  expect(weekInWords('2026-11-23', '2026-11-22')).toBe('23 to 29 November');
  expect(weekInWords('2026-11-30', '2026-11-22')).toBe('30 November to 6 December');
  expect(weekInWords('2016-05-02', '2026-11-22')).toBe('2 to 8 May 2016');
  expect(lengthInWords(80 * 60_000)).toBe('1 h 20 min');
  expect(lengthInWords(120 * 60_000)).toBe('2 h');
  expect(countdown(247_000)).toBe('4:07');
  expect(countdown(-5)).toBe('0:00');
  expect(plural(1, 'visit')).toBe('1 visit');
});
