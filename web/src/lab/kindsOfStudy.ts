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

/** How much of the times' spread around one usual time is left around each kind's own, as a share. */
export function spreadLeft({ groups, times, elbow }: Pick<SessionStudy, 'groups' | 'times' | 'elbow'>): number {
  const usual = new Map(groups.map((group) => [group.kind, group.median_minutes]));
  const left = times.reduce((sum, { seconds, visits, kind }) => sum + visits * Math.abs(seconds / 60 - (usual.get(kind) ?? 0)), 0);
  const all = elbow[0]?.sae_minutes ?? 0;
  return all > 0 ? Math.min(1, left / all) : 1;
}

/** The time that a share of the visits does not exceed. */
export function shareOfTimes(times: SessionStudy['times'], share: number): number {
  const sorted = times.toSorted((a, b) => a.seconds - b.seconds);
  const all = sorted.reduce((sum, each) => sum + each.visits, 0);
  let below = 0;
  return (sorted.find((each) => (below += each.visits) >= all * share)?.seconds ?? 0) / 60;
}
