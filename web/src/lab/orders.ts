/** Orders of a session: what they cost, which one is cheapest, and whether one that was typed fills the session. */
import type { SessionStudy } from '../api/wire';
import { listed } from '../words/numbers';

export interface Costs { wait: number; idle: number; overtime: number }
export interface Totals { wait: number; idle: number; overtime: number }

export function costOf(totals: Totals, costs: Costs): number {
  return costs.wait * totals.wait + costs.idle * totals.idle + costs.overtime * totals.overtime;
}

/** Where nothing costs anything every order is as good, and none can be called best. */
export function isFree(costs: Costs): boolean {
  return costs.wait + costs.idle + costs.overtime === 0;
}

/** The place of the cheapest, of equals the first; -1 where there is none. */
export function cheapest(orders: readonly Totals[], costs: Costs): number {
  let best = -1;
  let least = Infinity;
  for (const [place, order] of orders.entries()) {
    const cost = costOf(order, costs);
    if (cost < least) [best, least] = [place, cost];
  }
  return best;
}

/** How many visits of each kind, by letter. */
export function composition(sequence: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of sequence) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** `4 A and 6 B`. */
export function compositionInWords(counts: Record<string, number>): string {
  return listed(Object.entries(counts).filter(([, count]) => count > 0).map(([kind, count]) => `${count}\u00a0${kind}`));
}

/** Letters as they were meant: without blanks and commas, in capitals. */
export function asSequence(typed: string): string {
  return typed.replace(/[\s,;-]+/g, '').toUpperCase();
}

/** What is wrong with an order that was typed, if anything. */
export function orderProblem(typed: string, wanted: Record<string, number>): string | undefined {
  const sequence = asSequence(typed);
  const counts = composition(sequence);
  const strange = [...sequence].find((letter) => wanted[letter] === undefined);
  if (sequence === '') return `Write one letter for each slot: ${compositionInWords(wanted)}.`;
  if (strange !== undefined) return `“${strange}” is not a kind of this session. It has ${compositionInWords(wanted)}.`;
  const off = Object.entries(wanted).filter(([kind, count]) => (counts[kind] ?? 0) !== count);
  if (off.length === 0) return undefined;
  const told = off.map(([kind, count]) => `${counts[kind] ?? 0} of ${count}\u00a0${kind}`);
  return `The same visits must be in both orders; yours has ${listed(told)}.`;
}

/** Letters in groups, so that long orders can be read: `BBAB ABBA`. */
export function spaced(sequence: string, group = 4): string {
  return sequence.match(new RegExp(`.{1,${group}}`, 'g'))?.join(' ') ?? '';
}

/** An order that can be named, looked at and compared. */
export interface NamedOrder extends Totals {
  id: string;
  name: string;
  sequence: string | undefined;
  std_w: number;
  slot_waits: SessionStudy['front'][number]['slot_waits'];
}

export function referencesOf(study: SessionStudy): NamedOrder[] {
  return study.references.map((each) => ({ ...each, id: `reference ${each.name}`, sequence: each.sequence }));
}

export function frontOf(study: SessionStudy): NamedOrder[] {
  return study.front.map((each) => ({ ...each, id: `front ${each.sequence}`, name: spaced(each.sequence) }));
}
