/** A visit on its way to another time or other resources. */
import type { Appointment, Segment } from '../api/wire';

export interface Proposal {
  appointment: Appointment;
  start: number;
  /** Roles that go to another resource. */
  swaps: Readonly<Record<string, string>>;
  /** True: every role that is not swapped may go to any resource that is free. */
  anyOther: boolean;
}

export interface PlacedSegment { role: string; resource: string; start: number; end: number; units: number }

export function startOf(appointment: Appointment): number {
  return Date.parse(appointment.start ?? '');
}

function shifted(segment: Segment, by: number, resource: string): PlacedSegment {
  return {
    role: segment.role,
    units: segment.units,
    resource,
    start: Date.parse(segment.start) + by,
    end: Date.parse(segment.end) + by,
  };
}

/** Where each step would be. */
export function proposedSegments(proposal: Proposal): PlacedSegment[] {
  const by = proposal.start - startOf(proposal.appointment);
  return proposal.appointment.segments.map((s) => shifted(s, by, proposal.swaps[s.role] ?? s.resource));
}

/** Each role and the resource that fills it now. */
export function presentResources(appointment: Appointment): Record<string, string> {
  return Object.fromEntries(appointment.segments.map((s) => [s.role, s.resource]));
}

export function changesSomething(proposal: Proposal): boolean {
  const present = presentResources(proposal.appointment);
  const swapped = Object.entries(proposal.swaps).some(([role, resource]) => present[role] !== resource);
  return swapped || proposal.start !== startOf(proposal.appointment);
}
