/** Bars of a histogram. */
import { roundStep } from './scale';

export interface Bin { from: number; until: number; counts: number[] }

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/**
 * Bins of a round width from 0 on, each value counted by its part: parts are split at the cuts, a value on a cut belongs
 * below it. The longest hundredth is gathered in the last bin, so that one odd visit does not flatten the rest.
 */
export function histogram(values: readonly number[], cuts: readonly number[] = [], bars = 40): Bin[] {
  if (values.length === 0) return [];
  const sorted = values.toSorted((a, b) => a - b);
  const most = sorted.at(-1) ?? 0;
  const top = Math.max(quantile(sorted, 0.99), Math.max(0, ...cuts) * 1.1) || most;
  const width = roundStep(top, bars);
  const count = Math.max(1, Math.ceil(top / width - 1e-9));
  const bins = Array.from({ length: count }, (_, index): Bin =>
    ({ from: index * width, until: (index + 1) * width, counts: Array.from({ length: cuts.length + 1 }, () => 0) }));
  for (const value of sorted) {
    // A value on an edge belongs to the bin above, as minutes are read: 5 to under 10.
    const bin = bins[Math.min(count - 1, Math.floor(value / width + 1e-9))];
    const part = cuts.filter((cut) => value > cut).length;
    if (bin) bin.counts[part] = (bin.counts[part] ?? 0) + 1;
  }
  const last = bins.at(-1);
  if (last && most > last.until) last.until = most;
  return bins;
}
