import { describe, expect, test } from 'vitest';
import { axisMark, axisUnit, compare, featureName, groupingName, inReadingOrder, scaled, withBand, wordsOf, written } from './figures';

const NB = '\u00a0';

describe('figures are written in the unit they are read in', () => {
  test('shares in per cent, small ones with a decimal', () => {
    expect(written('coverage', 0.9, 'duration')).toBe(`90${NB}%`);
    expect(written('ece', 0.0049, 'no-show')).toBe(`0.5${NB}%`);
    expect(written('ece', 0.0001, 'no-show')).toBe(`0${NB}%`);
    expect(written('calibration', -0.012, 'no-show')).toBe(`−1.2${NB}%`);
  });
  test('a width is a share of a risk, minutes of a length, arrivals of a demand', () => {
    expect(written('width', 0.032, 'no-show')).toBe(`3.2${NB}%`);
    expect(written('width', 1440, 'duration')).toBe(`24.0${NB}min`);
    expect(written('width', 7.256, 'demand')).toBe('7.26');
  });
  test('scores to three places; what rounds to nothing has no sign', () => {
    expect([written('brier', 0.13087, 'no-show'), written('brier', -0.002, 'no-show'), written('brier', -0.0001, 'no-show')]).toEqual(['0.131', '−0.002', '0.000']);
  });
  test('a figure stands with its interval where there is one', () => {
    expect(withBand('brier', { value: 0.131, low: 0.127, high: 0.135 }, 'no-show')).toBe('0.131 (0.127 to 0.135)');
    expect(withBand('brier', { value: 0.131 }, 'no-show')).toBe('0.131');
  });
  test('axes have round marks in that unit', () => {
    expect([scaled('width', 1440, 'duration'), scaled('coverage', 0.9, 'duration'), scaled('width', 7, 'demand')]).toEqual([24, 0.9, 7]);
    expect([axisMark('width', 20, 'duration'), axisMark('coverage', 0.9, 'duration'), axisMark('brier', 0.13, 'no-show')]).toEqual(['20', `90${NB}%`, '0.13']);
    expect([axisUnit('width', 'duration'), axisUnit('width', 'demand'), axisUnit('width', 'no-show')]).toEqual([' (minutes)', ' (arrivals)', '']);
  });
});

describe('names', () => {
  test('a quantile’s loss says which quantile; what is not known is still readable', () => {
    expect(wordsOf('pinball@0.1').name).toBe(`Pinball loss at 10${NB}%`);
    expect(wordsOf('brier_at_booking')).toMatchObject({ name: 'Brier score, at booking', better: 'less' });
    expect(wordsOf('some_new_figure')).toMatchObject({ name: 'Some new figure', better: 'none' });
  });
  test('features and groupings are words', () => {
    expect([featureName('lead_days@1'), featureName('score'), groupingName('visit_type'), groupingName('age-band')]).toEqual(['Lead days', 'What the model says', 'Visit type', 'Age']);
  });
  test('figures stand in one order, each once, unknown ones last', () => {
    expect(inReadingOrder(['zeta', 'auc_at_booking', 'brier', 'auc', 'brier', 'pinball@0.9', 'pinball@0.1'])).toEqual(['auc', 'brier', 'pinball@0.1', 'pinball@0.9', 'zeta', 'auc_at_booking']);
  });
});

test('better is less of an error, more of a hit, and neither of a coverage', () => {
  expect(compare('brier', 0.131, 0.129)).toBe('better');
  expect(compare('brier', 0.131, 0.141)).toBe('worse');
  expect(compare('auc', 0.742, 0.749)).toBe('better');
  expect(compare('auc', 0.742, 0.7421)).toBe('same');
  expect(compare('coverage', 0.9, 0.95)).toBe('other');
});
