import { describe, expect, test } from 'vitest';
import type { Problem, SessionStudy } from '../api/wire';
import { ECHO } from '../board/clinic.fixture';
import type { NamedOrder } from './orders';
import { changesOf, evidenceOf, fieldErrors, gapOf, kindOfMinutes, kindsOf, missing, NO_KIND, takesPart, templateOf, unableOf, type Form } from './proposal';

const order: NamedOrder = { id: 'front ABB', name: 'ABB', sequence: 'ABB', wait: 10, idle: 4, overtime: 2, std_w: 1, slot_waits: [] };
const study = {
  source: 'x', visits: 9, left_out: 0, elbow: [], rule: '', composition: { A: 1, B: 2 }, exact: true, front: [order, { ...order, wait: 4, idle: 10 }],
  best: 0, references: [], gap: 0, seconds: 0, scenarios: 100, seed: 7, visit_types: [], head: 12,
  groups: [
    { kind: 'A', from_minutes: 20, visits: 3, share: 0.3, median_minutes: 30, mean_minutes: 31 },
    { kind: 'B', from_minutes: 0, until_minutes: 20, visits: 6, share: 0.7, median_minutes: 10, mean_minutes: 11 },
  ],
} as unknown as SessionStudy;
const result = { study, front: [order], references: [], best: order, proved: true };
const form: Form = {
  name: ' Mornings ', resources: ['resource-1'], weekdays: ['mon'], startsAt: '08:00', slotMinutes: 30, releaseDays: 2,
  kinds: { 'visit-type-1': 'A', 'visit-type-2': 'B', 'visit-type-3': NO_KIND },
};
const costs = { wait: 1, idle: 5, overtime: 5 };

describe('what is filled in', () => {
  test('visit types that the study says nothing about go by their planned minutes', () => {
    expect(kindOfMinutes(study, 40)).toBe('A');
    expect(kindOfMinutes(study, 20)).toBe('B');
    expect(kindsOf(study, [ECHO])).toEqual({ [ECHO.id]: 'A' });
    const bare = study.groups.map(({ kind, visits, share, median_minutes, mean_minutes }) => ({ kind, visits, share, median_minutes, mean_minutes }));
    expect([40, 21, 19, 3].map((minutes) => kindOfMinutes({ ...study, groups: bare }, minutes))).toEqual(['A', 'A', 'B', 'B']);
  });
  test('visit types in which somebody chosen has no role belong to no kind', () => {
    const nurse = { id: 'resource-2', name: 'Nurse', kind: 'practitioner', site: 'site-1', capacity_units: 1, attributes: ['nurse'] } as const;
    expect(takesPart({ kind: 'practitioner', attributes: ['echo'] }, [ECHO])).toBe(true);
    expect(unableOf([ECHO], [{ ...nurse, attributes: ['nurse'] }]).get(ECHO.id)?.name).toBe('Nurse');
  });
});

test('a template has the order’s slots, only kinds that have slots, and its evidence', () => {
  const template = templateOf(form, order, evidenceOf(result, order, costs, 'service-1'));
  expect(template.slots).toEqual([{ minute: 0, minutes: 30, kind: 'A' }, { minute: 30, minutes: 30, kind: 'B' }, { minute: 60, minutes: 30, kind: 'B' }]);
  expect(template.kinds).toEqual([{ name: 'A', visit_types: ['visit-type-1'] }, { name: 'B', visit_types: ['visit-type-2'] }]);
  expect(template).toMatchObject({ name: 'Mornings', starts_at: '08:00', release_days: 2, evidence: { method: 'exact', head: 12, seed: 7, wait_minutes: 10, gap: 0 } });
});

test('what was not studied is told, and has no evidence', () => {
  const studied = { slotMinutes: 30, kinds: form.kinds };
  expect(changesOf(form, studied)).toEqual({ slots: false, kinds: false });
  expect(changesOf({ ...form, slotMinutes: 20 }, studied)).toEqual({ slots: true, kinds: false });
  expect(changesOf({ ...form, kinds: { ...form.kinds, 'visit-type-1': 'B' } }, studied)).toEqual({ slots: false, kinds: true });
  expect(changesOf({ ...form, kinds: { ...form.kinds, 'visit-type-1': NO_KIND } }, studied).kinds).toBe(true);
  expect(templateOf(form, order, undefined)).not.toHaveProperty('evidence');
});

test('the gap is that of the order at these costs, and all of it where nothing is proved', () => {
  expect(gapOf(result, order, costs)).toBe(0);
  expect(gapOf(result, order, { wait: 5, idle: 1, overtime: 1 })).toBeCloseTo(1 - 32 / 56);
  expect(gapOf({ study, proved: false }, order, costs)).toBe(1);
});

describe('what is wrong', () => {
  test('is missing before anything is sent', () => {
    expect(missing({ ...form, name: ' ', resources: [], startsAt: '8', kinds: {} }, order)).toMatchObject({
      name: expect.any(String), resources: expect.any(String), startsAt: expect.any(String), kinds: expect.stringContaining('A or B'),
    });
    expect(missing(form, order)).toEqual({});
  });
  test('stands beside its field as the API says it, with names for ids', () => {
    const problem = { errors: [
      { pointer: '/slots/1/minutes', detail: 'slots.1.minutes: visit-type-2 needs 40 minutes of resource-1' },
      { pointer: '/slots/0', detail: 'slots.0: lies outside the working time of every resource' },
      { pointer: '/weekdays', detail: 'weekdays: name each weekday once' },
    ] } as unknown as Problem;
    const names = new Map([['visit-type-2', 'Follow-up'], ['resource-1', 'Dr Ada']]);
    expect(fieldErrors(problem, names)).toEqual({ slotMinutes: 'Slot 2: Follow-up needs 40 minutes of Dr Ada.', startsAt: 'Slot 1: Lies outside the working time of every resource.', weekdays: 'Name each weekday once.' });
  });
});
