/** The board's rows: each resource with its time, and the parts of visits that use it. */
import type { Appointment, Board, BoardResource, Period, Segment } from '../api/wire';
import { lanes } from './geometry/lanes';
import { minus, union, type Span } from './geometry/spans';
import { hidden, occupies } from './status';

/** What one resource gives to one visit without a break. `joins` are the moments where one step follows another. */
export interface Part extends Span {
  key: string;
  appointment: Appointment;
  resource: string;
  roles: readonly string[];
  joins: readonly number[];
  lane: number;
}

export interface Row {
  resource: BoardResource;
  working: readonly Span[];
  parts: readonly Part[];
  laneCount: number;
  /** Cancelled visits, in lanes of their own under the others: they must not cover the time they freed. */
  cancelled: readonly Part[];
  cancelledLanes: number;
  /** Time that can be booked; only for people, whose rows a clerk books in. */
  free: readonly Span[];
  /** The shortest time for which a visit can need the resource, in milliseconds; endless if none can. */
  shortest: number;
  /** Whether slots were kept when the row was built: their letters need a strip of their own. */
  keeps: boolean;
}

/** How long a visit needs the resource at least. */
export type Shortest = (resource: BoardResource) => number;

export function spanOf(period: Period): Span {
  return { start: Date.parse(period.start), end: Date.parse(period.end) };
}

/** One resource's segments of one appointment, those that touch joined into one part. */
function partsOf(appointment: Appointment, segments: readonly Segment[], resource: string): Omit<Part, 'lane'>[] {
  const sorted = segments.map((s) => ({ ...spanOf(s), role: s.role })).toSorted((a, b) => a.start - b.start);
  return union(sorted).map((span, index) => {
    const inside = sorted.filter((s) => span.start <= s.start && s.end <= span.end);
    return {
      ...span,
      key: `${appointment.id}/${index}`,
      appointment,
      resource,
      roles: [...new Set(inside.map((s) => s.role))],
      joins: inside.map((s) => s.start).filter((start) => start > span.start),
    };
  });
}

/** The parts by time, each in a lane. */
function placedParts(resource: string, appointments: readonly Appointment[]): Part[] {
  const parts = appointments.flatMap((appointment) =>
    partsOf(appointment, appointment.segments.filter((s) => s.resource === resource), resource));
  parts.sort((a, b) => a.start - b.start || a.end - b.end);
  const laneOf = lanes(parts);
  return parts.map((part, index) => ({ ...part, lane: laneOf[index] ?? 0 }));
}

function laneCount(parts: readonly Part[]): number {
  return Math.max(0, ...parts.map((part) => part.lane + 1));
}

function buildRow(resource: BoardResource, appointments: readonly Appointment[], shortest: number, now: number): Row {
  const placed = placedParts(resource.id, appointments.filter((each) => each.status !== 'cancelled'));
  const cancelled = placedParts(resource.id, appointments.filter((each) => each.status === 'cancelled'));
  const working = union(resource.working.map(spanOf));
  const taken = placed.filter((part) => occupies(part.appointment.status));
  const free = resource.kind === 'practitioner' ? minus(working, [...taken, ...resource.blocks.map(spanOf)]) : [];
  return {
    resource, working, parts: placed, laneCount: Math.max(1, laneCount(placed)), cancelled,
    cancelledLanes: laneCount(cancelled), free, shortest,
    keeps: resource.slots.some((slot) => now < Date.parse(slot.released_from)),
  };
}

function unchanged(row: Row, resource: BoardResource, appointments: readonly Appointment[]): boolean {
  const before = new Set([...row.parts, ...row.cancelled].map((part) => part.appointment));
  return row.resource === resource && before.size === appointments.length && appointments.every((a) => before.has(a));
}

/** Rows of a board. Rows that did not change since `previous` are the same objects, so they are not drawn again. */
export function buildRows(board: Board, previous: ReadonlyMap<string, Row> = new Map(), shortest: Shortest = () => 0, now = 0): Map<string, Row> {
  const byResource = new Map<string, Appointment[]>();
  for (const appointment of board.appointments) {
    if (hidden(appointment.status)) continue;
    for (const resource of new Set(appointment.segments.map((s) => s.resource))) {
      const list = byResource.get(resource);
      if (list) list.push(appointment);
      else byResource.set(resource, [appointment]);
    }
  }
  return new Map(board.resources.map((resource) => {
    const appointments = byResource.get(resource.id) ?? [];
    const before = previous.get(resource.id);
    const least = shortest(resource);
    const keep = before?.shortest === least && unchanged(before, resource, appointments);
    return [resource.id, keep ? before : buildRow(resource, appointments, least, now)];
  }));
}

/** The part by which a visit is grabbed when nobody pointed at one: its practitioner's, or else its first. */
export function mainPart(appointment: Appointment, rows: ReadonlyMap<string, Row>): Part | undefined {
  const parts = [...rows.values()].flatMap((row) => row.parts.filter((part) => part.appointment.id === appointment.id));
  return parts.find((part) => rows.get(part.resource)?.resource.kind === 'practitioner') ?? parts[0];
}
