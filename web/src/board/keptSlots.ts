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

/** `2 slots are kept: 08:00 to 08:30 for kind A; 08:30 to 09:00 for kind B.` Empty where none is. */
export function keptInWords(slots: readonly KeptSlot[], zone: string): string {
  if (slots.length === 0) return '';
  const each = slots.map((slot) => `${spanInWords(slot.start, slot.end, zone)} for kind ${slot.kind}`).join('; ');
  return `${plural(slots.length, 'slot is', 'slots are')} kept: ${each}.`;
}
