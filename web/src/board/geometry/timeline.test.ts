import { describe, expect, test } from 'vitest';
import { instantAt } from '../../time/zone';
import { dayWindows } from './dayWindows';
import { labelStep, ticks } from './ticks';
import { layOut, shows, toInstant, toX } from './timeline';
import { pixelsPerMinute } from './zoom';

const HOUR = 3_600_000;
const LONDON = 'Europe/London';

function wholeDay(date: string, next: string) {
  return { date, start: instantAt(date, 0, LONDON), end: instantAt(next, 0, LONDON) };
}

describe('a day of 23 hours', () => {
  const day = wholeDay('2026-03-29', '2026-03-30');
  const timeline = layOut([day], 1);
  test('is 23 hours wide', () => expect(timeline.width).toBe(23 * 60));
  test('has no mark for the hour that was skipped', () => {
    const labels = ticks(timeline, LONDON).map((tick) => tick.label).filter(Boolean);
    expect(labels.slice(0, 3)).toEqual(['00:00', '02:00', '03:00']);
    expect(labels).toHaveLength(23);
  });
  test('places noon eleven hours after midnight', () => {
    expect(toX(timeline, instantAt('2026-03-29', 12 * 60, LONDON))).toBe(11 * 60);
  });
});

describe('a day of 25 hours', () => {
  const day = wholeDay('2026-10-25', '2026-10-26');
  const timeline = layOut([day], 2);
  test('is 25 hours wide', () => expect(timeline.width).toBe(25 * 120));
  test('has two marks for the hour that comes twice', () => {
    const labels = ticks(timeline, LONDON).map((tick) => tick.label);
    expect(labels.filter((label) => label === '01:00')).toHaveLength(2);
  });
  test('every place leads back to its instant', () => {
    for (let instant = day.start; instant <= day.end; instant += 7 * 60_000) {
      expect(toInstant(timeline, toX(timeline, instant))).toBeCloseTo(instant, 0);
    }
  });
});

describe('a week', () => {
  const spans = [{ start: instantAt('2026-11-23', 500, LONDON), end: instantAt('2026-11-23', 1020, LONDON) }];
  const days = dayWindows('2026-11-23', 7, spans, LONDON);
  const timeline = layOut(days, 1);
  test('cuts each day to the hours in use', () => {
    expect(days[0]).toEqual({ date: '2026-11-23', start: instantAt('2026-11-23', 480, LONDON), end: instantAt('2026-11-23', 1020, LONDON) });
    expect(days).toHaveLength(7);
  });
  test('gives the night no room', () => {
    expect(toX(timeline, (days[0]?.end ?? 0) + 3 * HOUR)).toBe(timeline.stretches[1]?.x);
    expect(shows(timeline, (days[0]?.end ?? 0) + 3 * HOUR)).toBe(false);
  });
  test('a place between two days is the start of the later one', () => {
    expect(toInstant(timeline, (timeline.stretches[1]?.x ?? 0) - 1)).toBe(days[1]?.start);
  });
});

test('a day without anything shows usual hours, a short one at least eight', () => {
  const [empty] = dayWindows('2026-11-23', 1, [], LONDON);
  expect(((empty?.end ?? 0) - (empty?.start ?? 0)) / HOUR).toBe(10);
  const short = { start: instantAt('2026-11-23', 22 * 60, LONDON), end: instantAt('2026-11-23', 23 * 60, LONDON) };
  const [late] = dayWindows('2026-11-23', 1, [short], LONDON);
  expect(((late?.end ?? 0) - (late?.start ?? 0)) / HOUR).toBe(8);
});

test('zooms fill the width but never get too small to read', () => {
  const days = dayWindows('2026-11-23', 1, [], LONDON);
  expect(pixelsPerMinute('day', days, 1800)).toBe(3);
  expect(pixelsPerMinute('hour', days, 1200)).toBe(20);
  expect(pixelsPerMinute('day', days, 300)).toBe(2.1);
});

test('a label that would run into the next day is left out', () => {
  const days = dayWindows('2026-11-23', 2, [], 'UTC');
  const marks = ticks(layOut(days, 0.16), 'UTC');
  for (const mark of marks.filter((each) => each.label !== '')) {
    const next = marks.find((each) => each.label !== '' && each.x > mark.x);
    expect((next?.x ?? Infinity) - mark.x).toBeGreaterThanOrEqual(40);
  }
});

test('labels keep their distance', () => {
  expect(labelStep(4)).toBe(15);
  expect(labelStep(1)).toBe(60);
  expect(labelStep(0.2)).toBe(360);
});
