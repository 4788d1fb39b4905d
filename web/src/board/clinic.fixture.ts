/** A clinic of three resources and one echo visit, for tests. */
import type { Appointment, Board, BoardResource, VisitType } from '../api/wire';

export const DAY = '2026-11-23';

export function utc(clock: string): string {
  return `${DAY}T${clock}:00Z`;
}

function resource(id: string, name: string, kind: BoardResource['kind'], attributes: string[]): BoardResource {
  return {
    id, name, kind, attributes, capacity_units: 1, sessions: [], blocks: [], slots: [],
    working: [{ start: utc('08:00'), end: utc('12:00') }, { start: utc('13:00'), end: utc('17:00') }],
  };
}

export const ECHO: VisitType = {
  id: 'visit-type-1', name: 'Echo visit', service: 'service-1', minutes: 40, roles: ['room', 'physician'], sites: [],
  start_every_minutes: 10,
  steps: [
    { name: 'preparation', from_minute: 0, until_minute: 10, demands: [{ role: 'room', kind: 'room', units: 1 }] },
    {
      name: 'scan', from_minute: 10, until_minute: 40,
      demands: [
        { role: 'room', kind: 'room', units: 1 },
        { role: 'physician', kind: 'practitioner', attributes: ['echo'], units: 1 },
      ],
    },
  ],
};

export function echo(id: string, start: string, middle: string, end: string, change: Partial<Appointment> = {}): Appointment {
  return {
    id, revision: 1, status: 'booked', patient: 'p-1', visit_type: ECHO.id, site: 'site-1', start: utc(start), end: utc(end),
    segments: [
      { role: 'room', resource: 'room-2', start: utc(start), end: utc(middle), units: 1 },
      { role: 'room', resource: 'room-2', start: utc(middle), end: utc(end), units: 1 },
      { role: 'physician', resource: 'dr-adeyemi', start: utc(middle), end: utc(end), units: 1 },
    ],
    ...change,
  };
}

export function board(appointments: Appointment[]): Board {
  return {
    site: 'site-1', zone: 'UTC', date: DAY, from: utc('00:00'), until: `2026-11-24T00:00:00Z`, head: 1, notices: [], appointments,
    resources: [
      resource('dr-adeyemi', 'Dr Adeyemi', 'practitioner', ['echo']),
      resource('dr-brown', 'Dr Brown', 'practitioner', []),
      resource('room-2', 'Room 2', 'room', []),
    ],
  };
}
