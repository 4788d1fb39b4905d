/** From a study to a proposed template: what is filled in beforehand, what is sent, and which field a refusal is about. */
import type { NewSessionTemplate, Problem, Resource, ServiceTimes, SessionStudy, VisitType, Weekday } from '../api/wire';
import type { Costs, NamedOrder } from './orders';
import type { Result } from './useLab';

export const WEEKDAYS: readonly { id: Weekday; name: string }[] = [
  { id: 'mon', name: 'Mon' }, { id: 'tue', name: 'Tue' }, { id: 'wed', name: 'Wed' }, { id: 'thu', name: 'Thu' },
  { id: 'fri', name: 'Fri' }, { id: 'sat', name: 'Sat' }, { id: 'sun', name: 'Sun' },
];

/** A visit type that belongs to no kind. */
export const NO_KIND = '–';

export interface Form {
  name: string;
  resources: string[];
  weekdays: Weekday[];
  startsAt: string;
  slotMinutes: number;
  releaseDays: number;
  /** The kind of each visit type. */
  kinds: Record<string, string>;
}

/** The kind that visits of so many minutes belong to: by the cut-offs; without any, the one whose usual time is nearest. */
export function kindOfMinutes(study: SessionStudy, minutes: number): string {
  const { groups } = study;
  const within = groups.find((group) => group.from_minutes !== undefined && minutes > group.from_minutes);
  if (within || groups.some((group) => group.from_minutes !== undefined)) return within?.kind ?? groups.at(-1)?.kind ?? NO_KIND;
  const away = (group: SessionStudy['groups'][number]): number => Math.abs(group.median_minutes - minutes);
  return groups.toSorted((a, b) => away(a) - away(b))[0]?.kind ?? NO_KIND;
}

/** As the study found it; visit types that it says nothing about by how long they are planned. */
export function kindsOf(study: SessionStudy, types: readonly VisitType[]): Record<string, string> {
  const found = new Map(study.visit_types.map((each) => [each.visit_type, each.kind]));
  return Object.fromEntries(types.map((type) => [type.id, found.get(type.id) ?? (found.size > 0 ? NO_KIND : kindOfMinutes(study, type.minutes))]));
}

/** The visit types of the service that was studied; of all services where times were brought along. */
export function typesOf(types: Iterable<VisitType>, service: ServiceTimes['service'] | undefined): VisitType[] {
  return [...types].filter((type) => service === undefined || type.service === service).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Whether somebody with these skills can fill a role of one of the visit types. */
export function takesPart(resource: { kind: string; attributes: readonly string[] }, types: readonly VisitType[]): boolean {
  return types.some((type) => type.steps.some((step) => step.demands.some((demand) =>
    demand.kind === resource.kind && (demand.attributes ?? []).every((each) => resource.attributes.includes(each)))));
}

export function evidenceOf({ study, proved }: Result, order: NamedOrder, costs: Costs, source: string): NonNullable<NewSessionTemplate['evidence']> {
  return {
    method: study.exact ? 'exact' : 'search', source, head: study.head ?? 0, service_times: study.visits,
    scenarios: study.scenarios, seed: study.seed,
    cost_wait: costs.wait, cost_idle: costs.idle, cost_overtime: costs.overtime,
    wait_minutes: order.wait, idle_minutes: order.idle, overtime_minutes: order.overtime,
    gap: gapOf({ study, proved }, order, costs),
  };
}

/** How far the cheapest order can lie below this one, as a share of its cost; 1, all of it, where nothing is proved. */
export function gapOf({ study, proved }: Pick<Result, 'study' | 'proved'>, order: { wait: number; idle: number; overtime: number }, costs: Costs): number {
  if (!proved) return 1;
  const cost = (each: { wait: number; idle: number; overtime: number }): number =>
    costs.wait * each.wait + costs.idle * each.idle + costs.overtime * each.overtime;
  const least = Math.min(...study.front.map(cost)) * (1 - (study.exact ? 0 : study.gap));
  const own = cost(order);
  return own > 0 ? Math.min(1, Math.max(0, 1 - least / own)) : 0;
}

/** The visit types that one of the chosen cannot take part in: they can belong to no kind of these sessions. */
export function unableOf(types: readonly VisitType[], chosen: readonly Resource[]): Map<string, Resource> {
  return new Map(types.flatMap((type) => {
    const who = chosen.find((each) => !takesPart(each, [type]));
    return who ? [[type.id, who] as const] : [];
  }));
}

/** What the figures of a study are of: slots of this length, and these visit types in each kind. */
export interface Studied { slotMinutes: number; kinds: Readonly<Record<string, string>> }

/** How a proposal differs from what was studied; its figures hold for neither. */
export function changesOf(form: Pick<Form, 'slotMinutes' | 'kinds'>, studied: Studied): { slots: boolean; kinds: boolean } {
  const ids = new Set([...Object.keys(form.kinds), ...Object.keys(studied.kinds)]);
  return {
    slots: form.slotMinutes !== studied.slotMinutes,
    kinds: [...ids].some((id) => (form.kinds[id] ?? NO_KIND) !== (studied.kinds[id] ?? NO_KIND)),
  };
}

/** `evidence`: where the times came from; left out where the template is not what was studied. */
export function templateOf(form: Form, order: NamedOrder, evidence: NewSessionTemplate['evidence']): NewSessionTemplate {
  const letters = [...(order.sequence ?? '')];
  const used = [...new Set(letters)].toSorted();
  return {
    name: form.name.trim(), resources: form.resources, weekdays: form.weekdays, starts_at: form.startsAt, release_days: form.releaseDays,
    kinds: used.map((kind) => ({ name: kind, visit_types: Object.entries(form.kinds).filter(([, of]) => of === kind).map(([id]) => id) })),
    slots: letters.map((kind, slot) => ({ minute: slot * form.slotMinutes, minutes: form.slotMinutes, kind })),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

export type FieldName = 'name' | 'resources' | 'weekdays' | 'startsAt' | 'slotMinutes' | 'releaseDays' | 'kinds';

const FIELDS: readonly [RegExp, FieldName][] = [
  [/^\/name/, 'name'], [/^\/resources/, 'resources'], [/^\/weekdays/, 'weekdays'], [/^\/starts_at/, 'startsAt'],
  [/^\/release_days/, 'releaseDays'], [/^\/slots\/\d+\/minutes/, 'slotMinutes'], [/^\/slots\/\d+\/minute$/, 'slotMinutes'],
  [/^\/slots\/\d+$/, 'startsAt'], [/^\/slots\/\d+\/kind/, 'kinds'], [/^\/slots/, 'slotMinutes'], [/^\/kinds/, 'kinds'],
];

/** Ids become the names that people know; the field's own name is left out, as the words stand beside the field. */
function named(words: string, names: ReadonlyMap<string, string>): string {
  return words.replace(/^[a-z_]+(\.[a-z0-9_]+)*: /, '').replaceAll(/\b(?:visit-type|resource)-\d+\b/g, (id) => names.get(id) ?? id);
}

function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What the API refused, field by field, in its words; what belongs to no field is left to be shown as a whole. */
export function fieldErrors(problem: Problem, names: ReadonlyMap<string, string>): Partial<Record<FieldName, string>> {
  const found: Partial<Record<FieldName, string>> = {};
  for (const { pointer, detail } of problem.errors ?? []) {
    const field = FIELDS.find(([pattern]) => pattern.test(pointer))?.[1];
    if (field === undefined) continue;
    const slot = /^\/slots\/(\d+)/.exec(pointer)?.[1];
    const kind = /^\/kinds\/(\d+)/.exec(pointer)?.[1];
    const where = slot === undefined ? (kind === undefined ? '' : `Kind ${'ABCD'.charAt(Number(kind))}: `) : `Slot ${Number(slot) + 1}: `;
    found[field] ??= `${where}${sentence(named(detail, names))}`;
  }
  return found;
}

/** What is missing before anything is sent. */
export function missing(form: Form, order: NamedOrder): Partial<Record<FieldName, string>> {
  const found: Partial<Record<FieldName, string>> = {};
  if (form.name.trim() === '') found.name = 'Give it a name that the desk will know.';
  if (form.resources.length === 0) found.resources = 'Choose whose sessions these are.';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(form.startsAt)) found.startsAt = 'Write a time such as 08:00.';
  const bare = [...new Set(order.sequence ?? '')].filter((kind) => !Object.values(form.kinds).includes(kind));
  if (bare.length > 0) found.kinds = `Nobody could book slots of kind ${bare.join(' or ')}: give it a visit type.`;
  return found;
}
