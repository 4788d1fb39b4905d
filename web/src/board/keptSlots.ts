/** Slots that session templates still keep for a kind of visit. */
import type { BoardResource } from '../api/wire';
import { plural, spanInWords } from '../time/speech';
import type { Span } from './geometry/spans';

export interface KeptSlot extends Span { kind: string; visitTypes: readonly string[]; until: number }

/** Those that are not open to any visit yet, by time. */
export function keptSlots(resource: Pick<BoardResource, 'slots'>, now: number): KeptSlot[] {
  return resource.slots
    .map((slot) => ({
      start: Date.parse(slot.start), end: Date.parse(slot.end), kind: slot.kind, visitTypes: slot.visit_types, until: Date.parse(slot.released_from),
    }))
    .filter((slot) => now < slot.until)
    .toSorted((a, b) => a.start - b.start);
}

/** Slots that follow each other without a gap. */
function runsOf(slots: readonly KeptSlot[]): KeptSlot[][] {
  const runs: KeptSlot[][] = [];
  for (const slot of slots) {
    const run = runs.at(-1);
    if (run?.at(-1)?.end === slot.start) run.push(slot);
    else runs.push([slot]);
  }
  return runs;
}

/** `08:00 to 09:00, 2 slots: A B`. */
function runInWords(run: readonly KeptSlot[], zone: string): string {
  const kinds = run.map((slot) => slot.kind);
  return `${spanInWords(run[0]?.start ?? 0, run.at(-1)?.end ?? 0, zone)}, ${plural(run.length, 'slot')}: ${kinds.join(kinds.every((kind) => kind.length === 1) ? ' ' : ', ')}`;
}

/** `Kept: 08:00 to 09:00, 2 slots: A B.` Empty where none is. */
export function keptInWords(slots: readonly KeptSlot[], zone: string): string {
  if (slots.length === 0) return '';
  const runs = runsOf(slots).map((run) => `${runInWords(run, zone)}.`);
  if (runs.length === 1) return `Kept: ${runs.join('')}`;
  return `${plural(slots.length, 'slot is', 'slots are')} kept. ${runs.join(' ')}`;
}
