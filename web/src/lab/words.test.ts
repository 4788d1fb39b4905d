import { describe, expect, test } from 'vitest';
import type { SessionComparison } from '../api/wire';
import { decimal, inMinutes, listed, percent } from '../words/numbers';
import { costSentence, waitSentence } from './comparisonWords';
import { clockAfter, spanOf } from './slotTimes';

describe('numbers', () => {
  test('have one decimal below a hundred, a true minus, and no sign where they round to nothing', () => {
    expect([3.14, 99.96, 1204.4, -0.44, -0.01].map(decimal)).toEqual(['3.1', '100', '1,204', '−0.4', '0.0']);
    expect(inMinutes(3.14)).toBe('3.1\u00a0min');
    expect(percent(0.184)).toBe('18\u00a0%');
  });
  test('times of slots go on after midnight', () => {
    expect(clockAfter('23:30', 45)).toBe('00:15');
    expect(spanOf('08:00', 2, 12.5)).toBe('08:25 to 08:38');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('a comparison in words', () => {
  const difference = { mean: -3.1, low: -3.6, high: -2.6, confidence: 0.95 };
  test('says how much less, with the interval the right way round', () => {
    expect(waitSentence(difference)).toBe('Patients wait 3.1\u00a0min less per session in order 1 (2.6 to 3.6).');
    expect(waitSentence({ mean: 3.1, low: 2.6, high: 3.6, confidence: 0.95 })).toContain('3.1\u00a0min more');
  });
  test('does not claim what the interval does not', () => {
    expect(waitSentence({ mean: -0.2, low: -0.9, high: 0.5, confidence: 0.95 })).toMatch(/^Patients wait about as long/);
    const order = { cost: 100, wait: 1, idle: 1, overtime: 1, std_w: 1 };
    const same: SessionComparison = { first: order, second: order, difference: { ...difference, high: 1 }, cheaper: 'neither', scenarios: 2, seed: 1, seconds: 0 };
    expect(costSentence(same)).toContain('neither is cheaper');
    expect(costSentence({ ...same, difference, cheaper: 'first' })).toBe('At these costs order 1 is cheaper by 3.1 per session (2.6 to 3.6), or 3\u00a0%.');
  });
});
