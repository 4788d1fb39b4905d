import { describe, expect, test } from 'vitest';
import { asSequence, cheapest, composition, orderProblem, spaced } from './orders';

const front = [
  { wait: 10, idle: 20, overtime: 5 },
  { wait: 20, idle: 8, overtime: 4 },
  { wait: 40, idle: 2, overtime: 3 },
];

describe('the cheapest order', () => {
  test('depends on what a minute costs', () => {
    expect(cheapest(front, { wait: 1, idle: 0, overtime: 0 })).toBe(0);
    expect(cheapest(front, { wait: 1, idle: 1, overtime: 1 })).toBe(1);
    expect(cheapest(front, { wait: 1, idle: 10, overtime: 5 })).toBe(2);
  });
  test('is the first of equals, and none of nothing', () => {
    expect(cheapest(front, { wait: 0, idle: 0, overtime: 0 })).toBe(0);
    expect(cheapest([], { wait: 1, idle: 1, overtime: 1 })).toBe(-1);
  });
});

describe('an order that is typed', () => {
  const wanted = { A: 2, B: 2 };
  test('is read without blanks, in any case', () => {
    expect(asSequence(' ab-ba ')).toBe('ABBA');
    expect(orderProblem('ab ba', wanted)).toBeUndefined();
  });
  test('must be of the same visits', () => {
    expect(orderProblem('ABB', wanted)).toContain('1 of 2\u00a0A');
    expect(orderProblem('ABCB', wanted)).toContain('“C” is not a kind');
    expect(orderProblem('', wanted)).toContain('2\u00a0A and 2\u00a0B');
  });
});

test('letters are counted and grouped', () => {
  expect(composition('ABBA')).toEqual({ A: 2, B: 2 });
  expect(spaced('ABBABAB')).toBe('ABBA BAB');
});
