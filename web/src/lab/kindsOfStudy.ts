/** The kinds of a study, from the shortest to the longest: where they end, if they do, and how their times lie. */
import type { SessionStudy } from '../api/wire';
import { histogram, type Bin, type Counted } from '../chart/histogram';

/** Kinds that are told apart by the times meet at cut-offs, upwards. Kinds of visit types overlap and have none. */
export function cutsOf({ groups }: Pick<SessionStudy, 'groups'>): number[] {
  return groups.flatMap((group) => (group.until_minutes === undefined ? [] : [group.until_minutes])).toSorted((a, b) => a - b);
}

/** Letters from the shortest kind to the longest. */
export function lettersOf({ groups }: Pick<SessionStudy, 'groups'>): string[] {
  return groups.map((group) => group.kind).toReversed();
}

/** Bars with a count for each letter. */
export function binsOf(study: Pick<SessionStudy, 'groups' | 'times'>): Bin[] {
  const letters = lettersOf(study);
  const counted = study.times.map(({ seconds, visits, kind }): Counted =>
    ({ value: seconds / 60, count: visits, part: Math.max(0, letters.indexOf(kind)) }));
  return histogram(counted, letters.length, Math.max(0, ...cutsOf(study)) * 1.1);
}

/** The time that a share of the visits does not exceed. */
export function shareOfTimes(times: SessionStudy['times'], share: number): number {
  const sorted = times.toSorted((a, b) => a.seconds - b.seconds);
  const all = sorted.reduce((sum, each) => sum + each.visits, 0);
  let below = 0;
  return (sorted.find((each) => (below += each.visits) >= all * share)?.seconds ?? 0) / 60;
}
