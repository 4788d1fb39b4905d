/** From what the clerk wrote to a search, and from its answer to a list that reads by day. */
import type { Board, BoardResource, Opening, OpeningSearch, Policy, VisitType } from '../api/wire';
import { addDays } from '../time/civil';
import { dateAt, startOfDay } from '../time/zone';

export interface FindForm {
  visitType: string | null;
  patient: string;
  age: string;
  from: string;
  practitioner: string | null;
  policy: Policy;
}

/** How far ahead a search looks. */
const DAYS_AHEAD = 28;

export const PATIENT = /^[A-Za-z0-9._-]{1,36}$/;

export function patientError(patient: string): string | undefined {
  if (patient === '') return 'Write the patient’s pseudonym, for example p-48121.';
  if (PATIENT.test(patient)) return undefined;
  return 'A pseudonym has 1 to 36 letters, digits, dots, dashes or underscores. Never write a name here.';
}

export function ageError(age: string, visitType: VisitType | undefined): string | undefined {
  if (visitType?.age_min === undefined && visitType?.age_max === undefined) return undefined;
  const years = Number(age);
  if (age === '' || !Number.isInteger(years)) return 'Write the age in whole years.';
  const { age_min: least = 0, age_max: most = 130 } = visitType;
  return years < least || years > most ? `${limitsInWords(visitType)}.` : undefined;
}

/** `For ages 18 and over`. */
export function limitsInWords({ age_min: least, age_max: most }: VisitType): string {
  if (least === undefined) return `For ages up to ${most}`;
  return most === undefined ? `For ages ${least} and over` : `For ages ${least} to ${most}`;
}

export function hasAgeLimits(visitType: VisitType | undefined): boolean {
  return visitType?.age_min !== undefined || visitType?.age_max !== undefined;
}

/** The role that the resource can play in the visit, if any. */
export function roleFor(resource: BoardResource, visitType: VisitType): string | undefined {
  const demands = visitType.steps.flatMap((step) => step.demands);
  const fits = (role: string): boolean => demands.filter((d) => d.role === role).every((d) =>
    d.kind === resource.kind && (d.attributes ?? []).every((a) => resource.attributes.includes(a)));
  return visitType.roles.find(fits);
}

export function practitionersFor(board: Board, visitType: VisitType | undefined): BoardResource[] {
  return board.resources.filter((resource) =>
    resource.kind === 'practitioner' && (!visitType || roleFor(resource, visitType) !== undefined));
}

/** The search, or nothing while something it needs is missing. `now` is rounded by the caller so that it is stable. */
export function toSearch(
  form: FindForm, board: Board, visitType: VisitType | undefined, exactFrom: number | undefined, now: number, limit: number,
): OpeningSearch | undefined {
  if (!visitType || ageError(form.age, visitType) !== undefined) return undefined;
  const dayStart = startOfDay(form.from, board.zone);
  const onThatDay = exactFrom !== undefined && dateAt(exactFrom, board.zone) === form.from;
  const from = Math.max(onThatDay ? exactFrom : dayStart, now);
  const chosen = board.resources.find((resource) => resource.id === form.practitioner);
  const role = chosen && roleFor(chosen, visitType);
  return {
    visit_type: visitType.id,
    site: board.site,
    from: new Date(from).toISOString(),
    until: new Date(startOfDay(addDays(dateAt(from, board.zone), DAYS_AHEAD), board.zone)).toISOString(),
    policy: form.policy,
    limit,
    ...(PATIENT.test(form.patient) ? { patient: form.patient } : {}),
    ...(hasAgeLimits(visitType) ? { patient_age: Number(form.age) } : {}),
    ...(chosen && role !== undefined ? { resources: { [role]: chosen.id } } : {}),
  };
}

export interface OpeningsOfDay { date: string; openings: Opening[] }

export function byDay(openings: readonly Opening[], zone: string): OpeningsOfDay[] {
  const days = new Map<string, Opening[]>();
  for (const opening of openings.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const date = dateAt(Date.parse(opening.start), zone);
    days.set(date, [...(days.get(date) ?? []), opening]);
  }
  return [...days].map(([date, list]) => ({ date, openings: list }));
}
