/** What a visit is called aloud and on its card. */
import type { Appointment, Board, VisitType } from '../api/wire';
import { spanInWords } from '../time/speech';
import { codesOf, shortName } from './codes';
import { STATUS_WORDS } from './status';

export interface Names {
  visit: (appointment: Appointment) => string;
  short: (appointment: Appointment) => string;
  /** A few letters for the kind of visit; the peek beside a card tells them in full. */
  code: (appointment: Appointment) => string;
  resource: (id: string) => string;
  /** `Echo visit, 09:30 to 10:10, Dr Adeyemi, Room 2, patient p-1, booked`. */
  full: (appointment: Appointment) => string;
}

export function spanOfVisit(appointment: Appointment): { start: number; end: number } {
  return { start: Date.parse(appointment.start ?? ''), end: Date.parse(appointment.end ?? '') };
}

export function resourcesOf(appointment: Appointment): string[] {
  return [...new Set(appointment.segments.map((segment) => segment.resource))];
}

export function makeNames(board: Board | undefined, visitTypes: ReadonlyMap<string, VisitType> | undefined): Names {
  const resources = new Map(board?.resources.map((resource) => [resource.id, resource.name]));
  const zone = board?.zone ?? 'UTC';
  const visit = (appointment: Appointment): string => visitTypes?.get(appointment.visit_type)?.name ?? 'Visit';
  const codes = codesOf(visitTypes?.values() ?? []);
  const code = (appointment: Appointment): string => codes.get(appointment.visit_type) ?? '';
  const resource = (id: string): string => resources.get(id) ?? id;
  const full = (appointment: Appointment): string => {
    const { start, end } = spanOfVisit(appointment);
    return [
      visit(appointment), spanInWords(start, end, zone), ...resourcesOf(appointment).map(resource),
      `patient ${appointment.patient}`, STATUS_WORDS[appointment.status],
    ].join(', ');
  };
  return { visit, short: (appointment) => shortName(visit(appointment)), code, resource, full };
}
