/** Bars of a histogram. */
import { roundStep } from './scale';

export interface Bin { from: number; until: number; counts: number[] }

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/** So many visits that took so long, of one part of all of them. */
export interface Counted { value: number; count: number; part: number }

/** The value below which a share of the counted values lies; those need no order. */
function topOf(values: readonly Counted[]): number {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, each) => sum + each.count, 0);
  let below = 0;
  return sorted.find((each) => (below += each.count) >= all * 0.99)?.value ?? 0;
}

/**
 * Bins of a round width from 0 on, each value counted by its part. The longest hundredth is gathered in the last bin, so
 * that one odd visit does not flatten the rest; `reach` is what has to be in sight in any case.
 */
export function histogram(values: readonly Counted[], parts = 1, reach = 0, bars = 40): Bin[] {
  if (values.length === 0) return [];
  const most = values.reduce((longest, each) => Math.max(longest, each.value), 0);
  const top = Math.max(topOf(values), reach) || most || 1;
  const width = roundStep(top, bars);
  const count = Math.max(1, Math.ceil(top / width - 1e-9));
  const bins = Array.from({ length: count }, (_, index): Bin =>
    ({ from: index * width, until: (index + 1) * width, counts: Array.from({ length: parts }, () => 0) }));
  for (const { value, count: visits, part } of values) {
    // A value on an edge belongs to the bin above, as minutes are read: 5 to under 10.
    const bin = bins[Math.min(count - 1, Math.floor(value / width + 1e-9))];
    if (bin) bin.counts[part] = (bin.counts[part] ?? 0) + visits;
  }
  const last = bins.at(-1);
  if (last && most > last.until) last.until = most;
  return bins;
}
