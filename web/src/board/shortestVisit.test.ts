import { expect, test } from 'vitest';
import { MINUTE } from '../time/zone';
import { board, echo, ECHO } from './clinic.fixture';
import { freeAhead } from './neighbours';
import { buildRows } from './rows';
import { shortestVisit } from './shortestVisit';

const types = new Map([[ECHO.id, ECHO]]);
const clinic = board([echo('a', '09:00', '09:10', '09:40'), echo('b', '09:50', '10:00', '10:30')]);

test('what the visit needs of this resource counts, not its whole length', () => {
  const least = Object.fromEntries(clinic.resources.map((each) => [each.id, shortestVisit(types, 'site-1')(each) / MINUTE]));
  expect(least).toEqual({ 'dr-adeyemi': 30, 'dr-brown': Infinity, 'room-2': Infinity });
});

test('visits of other sites do not count', () => {
  const elsewhere = new Map([[ECHO.id, { ...ECHO, sites: ['site-2'] }]]);
  const [doctor] = clinic.resources;
  expect(doctor && shortestVisit(elsewhere, 'site-1')(doctor)).toBe(Infinity);
});

test('a gap that no visit fits into is not offered; gaps appear once the visits are known', () => {
  const free = (known: typeof types | undefined): string[] => {
    const row = buildRows(clinic, new Map(), shortestVisit(known, 'site-1')).get('dr-adeyemi');
    return row ? freeAhead(row, 0).map((span) => new Date(span.start).toISOString().slice(11, 16)) : [];
  };
  expect(free(types)).toEqual(['08:00', '10:30', '13:00']);
  expect(free(undefined)).toEqual([]);
});

test('rows are built again when the visits become known', () => {
  const before = buildRows(clinic, new Map(), shortestVisit(undefined, 'site-1'));
  const after = buildRows(clinic, before, shortestVisit(types, 'site-1'));
  expect(after.get('dr-adeyemi')?.shortest).toBe(30 * MINUTE);
  expect(after.get('room-2')).toBe(before.get('room-2'));
});
