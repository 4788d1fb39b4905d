/**
 * What a move would break, told from the board's own data before anything is sent. The server has the last word; this
 * is the same set of rules as far as the board can see them.
 */
import type { Appointment, Demand, VisitType } from '../api/wire';
import { keptSlots } from '../board/keptSlots';
import { covers, overlaps, union, type Span } from '../board/geometry/spans';
import { spanOf, type Row } from '../board/rows';
import { occupies } from '../board/status';
import { minuteOfDay } from '../time/zone';
import { spanInWords } from '../time/speech';
import { proposedSegments, type PlacedSegment, type Proposal } from './proposal';

export interface Break {
  code: 'past' | 'start-not-offered' | 'not-eligible' | 'outside-hours' | 'blocked' | 'busy' | 'other-service' | 'slot-kept' | 'not-a-slot-start' | 'nobody-free';
  resource?: string;
  message: string;
}

export interface Surroundings {
  rows: ReadonlyMap<string, Row>;
  visitTypes: ReadonlyMap<string, VisitType> | undefined;
  visitName: (appointment: Appointment) => string;
  zone: string;
  now: number;
}

function demandsOf(visitType: VisitType | undefined, role: string): Demand[] {
  return visitType?.steps.flatMap((step) => step.demands).filter((demand) => demand.role === role) ?? [];
}

/** Whether the resource is of the right kind and has what the role asks for. */
export function eligible(row: Row, visitType: VisitType | undefined, role: string): boolean {
  return demandsOf(visitType, role).every((demand) =>
    demand.kind === row.resource.kind && (demand.attributes ?? []).every((a) => row.resource.attributes.includes(a)));
}

/** What is in the way of the segment on a row, the visit itself left out. */
function inTheWay(row: Row, segment: PlacedSegment, self: string): Appointment | undefined {
  const others = row.parts.filter((part) =>
    part.appointment.id !== self && occupies(part.appointment.status) && overlaps(part, segment));
  const used = (at: number): number => others
    .flatMap((part) => part.appointment.segments)
    .filter((s) => s.resource === row.resource.id && Date.parse(s.start) <= at && at < Date.parse(s.end))
    .reduce((sum, s) => sum + s.units, 0);
  const moments = [segment.start, ...others.map((part) => Math.max(part.start, segment.start))];
  const full = moments.some((at) => used(at) + segment.units > row.resource.capacity_units);
  return full ? others[0]?.appointment : undefined;
}

function otherService(row: Row, segment: Span, visitType: VisitType | undefined): string | undefined {
  const session = row.resource.sessions.find((s) => overlaps(spanOf(s), segment));
  const closed = session && visitType && session.services.length > 0 && !session.services.includes(visitType.service);
  return closed ? session.label : undefined;
}

/** A slot that is kept for another kind, or one of the visit's own kind that it would enter or leave in the middle. */
function keptFor(row: Row, segment: PlacedSegment, proposal: Proposal, around: Surroundings): Break | undefined {
  // Steps that follow one another on the same resource use it in one stretch, which has to fit the slot.
  const stretch = union(proposedSegments(proposal).filter((each) => each.resource === segment.resource)).find((each) => overlaps(each, segment)) ?? segment;
  const slots = keptSlots(row.resource, around.now).filter((slot) => overlaps(slot, stretch));
  const id = row.resource.id;
  const other = slots.find((slot) => !slot.visitTypes.includes(proposal.appointment.visit_type));
  const when = (slot: Span): string => spanInWords(slot.start, slot.end, around.zone);
  if (other) return { code: 'slot-kept', resource: id, message: `${row.resource.name} keeps ${when(other)} for visits of kind ${other.kind}.` };
  const inside = slots.find((slot) => slot.start !== stretch.start);
  return inside && { code: 'not-a-slot-start', resource: id, message: `Visits with ${row.resource.name} begin with a slot here; one is ${when(inside)}.` };
}

function typeOf({ appointment }: Proposal, around: Surroundings): VisitType | undefined {
  return around.visitTypes?.get(appointment.visit_type);
}

function breaksOn(row: Row, segment: PlacedSegment, proposal: Proposal, around: Surroundings): Break[] {
  const { name, id } = row.resource;
  const visitType = typeOf(proposal, around);
  const words = (span: Span): string => spanInWords(span.start, span.end, around.zone);
  const found: Break[] = [];
  if (!eligible(row, visitType, segment.role)) {
    found.push({ code: 'not-eligible', resource: id, message: `${name} cannot be the ${segment.role} of this visit.` });
  }
  const block = row.resource.blocks.find((b) => overlaps(spanOf(b), segment));
  if (block) {
    found.push({ code: 'blocked', resource: id, message: `${name} is blocked ${words(spanOf(block))}: ${block.reason}.` });
  } else if (!covers(row.working, segment)) {
    found.push({ code: 'outside-hours', resource: id, message: `${name} does not work for all of ${words(segment)}.` });
  }
  const label = otherService(row, segment, visitType);
  if (label !== undefined) {
    found.push({ code: 'other-service', resource: id, message: `${name}'s session ${label} is for other services.` });
  }
  const kept = keptFor(row, segment, proposal, around);
  if (kept) found.push(kept);
  const blocking = inTheWay(row, segment, proposal.appointment.id);
  if (blocking) {
    const taken = row.parts.find((part) => part.appointment === blocking) ?? segment;
    found.push({ code: 'busy', resource: id, message: `${name} is busy ${words(taken)}: ${around.visitName(blocking)}.` });
  }
  return found;
}

function somebodyElse(segment: PlacedSegment, proposal: Proposal, around: Surroundings): Break[] {
  const anyone = [...around.rows.values()].some((row) =>
    eligible(row, typeOf(proposal, around), segment.role) && breaksOn(row, segment, proposal, around).length === 0);
  return anyone ? [] : [{ code: 'nobody-free', message: `No ${segment.role} is free then.` }];
}

export function whatWouldBreak(proposal: Proposal, around: Surroundings): Break[] {
  const found: Break[] = [];
  const visitType = typeOf(proposal, around);
  const every = visitType?.start_every_minutes ?? 1;
  if (proposal.start < around.now) found.push({ code: 'past', message: 'That time has passed.' });
  if (minuteOfDay(proposal.start, around.zone) % every !== 0) {
    found.push({ code: 'start-not-offered', message: `This visit starts every ${every} minutes past the hour.` });
  }
  for (const segment of proposedSegments(proposal)) {
    const free = proposal.anyOther && !(segment.role in proposal.swaps);
    const row = around.rows.get(segment.resource);
    if (free && visitType) found.push(...somebodyElse(segment, proposal, around));
    else if (row) found.push(...breaksOn(row, segment, proposal, around));
  }
  return found.filter((each, index) => found.findIndex((other) => other.message === each.message) === index);
}
