import { expect, test } from 'vitest';
import type { SessionStudy } from '../api/wire';
import { binsOf, cutsOf, lettersOf, shareOfTimes, spreadLeft } from './kindsOfStudy';

const group = (kind: string) => ({ kind, visits: 1, share: 0.5, median_minutes: 10, mean_minutes: 10 });
const times = [{ seconds: 300, visits: 2, kind: 'B' }, { seconds: 900, visits: 1, kind: 'A' }, { seconds: 900, visits: 3, kind: 'B' }, { seconds: 1800, visits: 4, kind: 'A' }];

test('kinds of visit types overlap: a time counts for the kind it was of, and there is no cut-off', () => {
  const study = { groups: [group('A'), group('B')], times };
  expect(cutsOf(study)).toEqual([]);
  expect(lettersOf(study)).toEqual(['B', 'A']);
  const bins = binsOf(study);
  expect(bins.find((bin) => bin.from <= 15 && 15 < bin.until)?.counts).toEqual([3, 1]);
  expect(bins.reduce((sum, bin) => sum + (bin.counts[0] ?? 0), 0)).toBe(5);
});

test('kinds that are told apart by the times meet at cut-offs, which stay in sight', () => {
  const study = {
    groups: [{ ...group('A'), from_minutes: 40 }, { ...group('B'), from_minutes: 20, until_minutes: 40 }, { ...group('C'), from_minutes: 0, until_minutes: 20 }], times,
  } satisfies Pick<SessionStudy, 'groups' | 'times'>;
  expect(cutsOf(study)).toEqual([20, 40]);
  expect(binsOf(study).at(-1)?.until).toBeGreaterThanOrEqual(44);
});

test('kinds explain what their own usual times leave less of', () => {
  const groups = [{ ...group('A'), median_minutes: 30 }, { ...group('B'), median_minutes: 15 }];
  // Around their own: A 15 and 4 times 0, B twice 10 and 3 times 0.
  expect(spreadLeft({ groups, times, elbow: [{ k: 1, sae_minutes: 70 }] })).toBeCloseTo(35 / 70);
  expect(spreadLeft({ groups, times, elbow: [] })).toBe(1);
});

test('half of the visits, each counted', () => {
  expect(shareOfTimes(times, 0.5)).toBe(15);
  expect(shareOfTimes(times, 0.9)).toBe(30);
  expect(shareOfTimes([], 0.5)).toBe(0);
});
