import { describe, expect, test } from 'vitest';
import type { Probability } from '../api/modelWire';
import { bufferInWords, doubtfulFrom, factorsInWords, lengthWithBand, levelOf, newestStage, riskAloud, riskOnCard, riskWithBand, unknownInWords, whyUnsure } from './risk';

const NB = '\u00a0';

function risk(change: Partial<Probability> = {}): Probability {
  return { probability: 0.18, low: 0.11, high: 0.26, stage: 'day-before', basis: 'model', unseen_labels: 0, factors: [], ...change };
}

describe('a risk', () => {
  test('always stands with its band', () => {
    expect(riskWithBand(risk())).toBe(`18${NB}% (11 to 26${NB}%)`);
    expect(riskWithBand({ probability: 0.112, low: 0.109, high: 0.114 })).toBe(`11.2${NB}% (10.9 to 11.4${NB}%)`);
    expect(riskWithBand({ probability: 0.1125, low: 0.1121, high: 0.1129 })).toBe(`11.25${NB}% (11.21 to 11.29${NB}%)`);
    expect(riskWithBand({ probability: 0.115, low: 0.11, high: 0.12 })).toMatch(/ \(11 to 12\u00a0%\)$/);
    expect(riskWithBand({ probability: 0.1127, low: 0.1126, high: 0.1128 })).toBe(`11.27${NB}% (11.26 to 11.28${NB}%)`);
    expect(riskWithBand({ probability: 0.11252, low: 0.11251, high: 0.11253 })).toBe(`11.25${NB}% (± less than 0.01)`);
  });
  test('is usual, doubtful, or not sure', () => {
    expect(levelOf(risk(), 0.3)).toBe('usual');
    expect(levelOf(risk(), 0.18)).toBe('doubtful');
    expect(levelOf(risk({ probability: 0.34, low: 0.26, high: 0.43 }), 0.3)).toBe('doubtful');
    expect(levelOf(risk({ probability: 0.34, low: 0.05, high: 0.7 }), 0.3)).toBe('unsure');
    expect(levelOf(risk({ basis: 'base-rate', probability: 0.4 }), 0.3)).toBe('unsure');
  });
  test('stands out by what its day is like', () => {
    const from = (...day: number[]): number => doubtfulFrom(day.map((probability) => ({ probability })));
    expect(from(0.06, 0.1, 0.08)).toBeCloseTo(0.12);
    expect(from(0.02, 0.03)).toBe(0.1);
    expect(from(0.4, 0.5)).toBe(0.3);
    expect(from()).toBe(0.3);
  });
  test('is read aloud wherever it is told', () => {
    expect(riskAloud(risk(), 0.3)).toBe(`, risk 18${NB}% (11 to 26${NB}%)`);
    expect(riskAloud(undefined, 0.3)).toBe('');
    expect(riskAloud(risk({ basis: 'base-rate' }), 0.1)).toBe(`, too little known: risk 18${NB}% (11 to 26${NB}%)`);
    expect(riskAloud(risk({ probability: 0.34, low: 0.26, high: 0.43 }), 0.3)).toBe(`, may not come: risk 34${NB}% (26 to 43${NB}%)`);
  });
  test('is told on a card as far as there is room', () => {
    const doubtful = risk({ probability: 0.34, low: 0.26, high: 0.43 });
    expect([120, 200, 380].map((width) => riskOnCard(doubtful, 0.3, width))).toEqual(['', 'may not come', `may not come, risk 34${NB}% (26 to 43${NB}%)`]);
    expect([120, 200, 380].map((width) => riskOnCard(risk(), 0.3, width))).toEqual(['', `risk 11 to 26${NB}%`, `risk 18${NB}% (11 to 26${NB}%)`]);
    expect(riskOnCard(risk({ probability: 0.1125, low: 0.1125, high: 0.1125 }), 0.3, 200)).toBe(`risk 11.25${NB}% (± less than 0.01)`);
  });
  test('says why it is not sure', () => {
    expect(whyUnsure(risk())).toBe('');
    expect(whyUnsure(risk({ low: 0, high: 0.8 }))).toBe('There is little history to go by.');
    expect(whyUnsure(risk({ basis: 'base-rate', fallback_reason: 'Only 40 outcomes are known.' }))).toBe('Only 40 outcomes are known.');
    expect(whyUnsure(risk({ basis: 'base-rate' }))).toContain('No model');
  });
  test('is told by the stage nearest to the visit', () => {
    const early = risk({ stage: 'at-booking' });
    const late = risk();
    expect(newestStage([early, late])).toBe(late);
    expect(newestStage([early])).toBe(early);
    expect(newestStage([])).toBeUndefined();
  });
});

test('what the model had to do without is said', () => {
  expect(unknownInWords(risk())).toBe('');
  expect(unknownInWords(risk({ missing: ['how far away the patient lives', 'rain'], unseen_labels: 1 }))).toBe('Not known: how far away the patient lives and rain. Something about this visit is new to the model.');
  expect(unknownInWords(risk({ widened_by: ['the patient', 'the site'] }))).toBe('The band is wider because little is known of the patient and the site.');
});

test('the three strongest factors are told, each with its way; what hardly counts is not', () => {
  const factors = [0.2, -0.9, 0.01, 0.6, -0.3].map((moves, index) => ({ feature: `f${index}`, log_odds: moves, words: `factor ${index}` }));
  expect(factorsInWords(factors)).toEqual([
    { words: 'factor 1', way: 'less likely' }, { words: 'factor 3', way: 'likelier' }, { words: 'factor 4', way: 'less likely' },
  ]);
});

test('a length stands with its band, and what to add to it in words', () => {
  const length = { expected_minutes: 24.2, low_minutes: 17.8, high_minutes: 35.1, level: 0.9, basis: 'model', buffer_minutes: 6 };
  expect(lengthWithBand(length)).toBe(`24${NB}min (18 to 35${NB}min)`);
  expect(bufferInWords(length)).toBe(`With 6${NB}min more, eight in ten such visits would end in time.`);
  expect(bufferInWords({ ...length, buffer_minutes: 0 })).toContain('in the planned time');
  const { buffer_minutes: _buffer, ...endless } = length;
  expect(bufferInWords(endless)).toBe('');
});
