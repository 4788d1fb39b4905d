import { describe, expect, test } from 'vitest';
import { csvOf } from './exports';
import { histogram, quantile } from './histogram';
import { placeLabels } from './labels';
import { linear, marks, roundDomain, roundStep } from './scale';

describe('scales', () => {
  test('place values between the ends, turned round as well', () => {
    const y = linear([0, 50], [200, 0]);
    expect([y(0), y(25), y(50)]).toEqual([200, 100, 0]);
    expect(linear([3, 3], [0, 10])(3)).toBe(0);
  });
  test('marks are round and within', () => {
    expect(marks(0, 97, 5)).toEqual([0, 20, 40, 60, 80]);
    expect(marks(0.02, 0.11, 5)).toEqual([0.02, 0.04, 0.06, 0.08, 0.1]);
    expect(roundStep(0, 5)).toBe(1);
  });
  test('ends are widened to round marks and never cut', () => {
    const [low, high] = roundDomain(63, 347, 6);
    expect([low, high]).toEqual([50, 350]);
    expect(roundDomain(0, 60, 4)).toEqual([0, 60]);
  });
});

describe('a histogram', () => {
  test('counts every visit once, with its own part, wherever the parts lie', () => {
    const values = [{ value: 5, count: 3, part: 0 }, { value: 20, count: 1, part: 0 }, { value: 10, count: 2, part: 1 }, { value: 30, count: 1, part: 1 }];
    const bins = histogram(values, 2, 0, 5);
    const sum = (part: number): number => bins.reduce((total, bin) => total + (bin.counts[part] ?? 0), 0);
    expect([sum(0), sum(1)]).toEqual([4, 3]);
    expect(bins.some((bin) => bin.from <= 20 && 20 < bin.until && bin.counts[0] === 1)).toBe(true);
  });
  test('gathers odd long visits in the last bin instead of flattening the rest', () => {
    const usual = Array.from({ length: 20 }, (_, index) => ({ value: 5 + index, count: 15, part: 0 }));
    const bins = histogram([{ value: 900, count: 1, part: 0 }, ...usual]);
    expect(bins.length).toBeLessThan(60);
    expect(bins.at(-1)).toMatchObject({ until: 900 });
    expect(bins.reduce((sum, bin) => sum + (bin.counts[0] ?? 0), 0)).toBe(301);
  });
  test('shows what has to be in sight', () => {
    expect(histogram([{ value: 5, count: 1, part: 0 }], 1, 44).at(-1)?.until).toBeGreaterThanOrEqual(44);
  });
  test('of nothing has no bins', () => {
    expect(histogram([])).toEqual([]);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });
});

test('labels of points that are close do not cover each other', () => {
  const points = [{ x: 100, y: 100 }, { x: 104, y: 102 }];
  const places = placeLabels(points.map((point, index) => ({ ...point, words: `order ${index}` })), points, { left: 0, right: 400, top: 0, bottom: 300 });
  const [a, b] = places;
  expect(a && b && (Math.abs(a.y - b.y) >= 14 || a.anchor !== b.anchor)).toBe(true);
});

test('a table is written so that it is read back, and no cell becomes a formula', () => {
  expect(csvOf({ columns: ['Order', 'Waiting (min)'], rows: [['ABBA, mixed', 3.1], ['=1+1', -2]] }))
    .toBe('Order,Waiting (min)\r\n"ABBA, mixed",3.1\r\n\'=1+1,-2\r\n');
});
