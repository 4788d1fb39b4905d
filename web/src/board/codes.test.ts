import { expect, test } from 'vitest';
import { codesOf, shortName } from './codes';

function codes(...names: string[]): Record<string, string | undefined> {
  const found = codesOf(names.map((name, index) => ({ id: `visit-type-${index}`, name })));
  return Object.fromEntries(names.map((name, index) => [name, found.get(`visit-type-${index}`)]));
}

test('initials of the words that matter', () => {
  expect(codes('New patient visit', 'Cardiology follow-up', 'Vaccination', 'MRI scan', 'X-ray', 'Visit')).toEqual({
    'New patient visit': 'NP', 'Cardiology follow-up': 'CFU', Vaccination: 'Vac', 'MRI scan': 'MRI', 'X-ray': 'XR', Visit: 'Vis',
  });
});

test('no two types share a code, whatever their names', () => {
  const names = ['Skin check', 'Sick child visit', 'Skin care', 'Skin cream', 'S C', 'Skin check', '***', '', '眼科', 'Skin'];
  const found = codesOf(names.map((name, index) => ({ id: String(index), name })));
  expect(found.size).toBe(names.length);
  expect(new Set(found.values()).size).toBe(names.length);
  for (const code of found.values()) expect(code.length).toBeLessThanOrEqual(3);
});

test('the order of the catalogue does not matter', () => {
  const types = [{ id: 'b', name: 'Sick child' }, { id: 'a', name: 'Skin check' }];
  expect(codesOf(types)).toEqual(codesOf(types.toReversed()));
});

test('short names keep the words that matter', () => {
  const names = ['New patient visit', 'Cardiology follow-up', 'Echocardiogram', 'Orthopaedic first visit with X-ray', 'Visit', ''];
  expect(names.map(shortName)).toEqual(['New patient', 'Cardi. follow-up', 'Echocardiogram', 'Ortho. first X-ray', 'Visit', '']);
});
