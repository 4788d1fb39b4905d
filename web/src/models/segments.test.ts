import { describe, expect, test } from 'vitest';
import type { ReportSegment } from '../api/modelWire';
import { isJudged, measuresOf, segmentsWith } from './segments';

const coverage = { coverage: { value: 0.8 } };
const horizon = (name: string, rows: number, measures: ReportSegment['measures'] = coverage): ReportSegment => ({ grouping: 'horizon', name, rows, measures });

describe('horizons', () => {
  const told = segmentsWith([horizon('12h', 20), horizon('15m', 40), horizon('14d', 0, { coverage: { value: 0 } })], 'coverage');
  test('stand in the order of time, in words', () => {
    expect(told.map(({ name }) => name)).toEqual(['15 min', '30 min', '1 h', '2 h', '4 h', '6 h', '12 h', '14 days', '3 weeks']);
  });
  test('have no figure where nothing was judged, whether they are missing or have no rows', () => {
    expect(told.filter(isJudged).map(({ name, figure }) => [name, figure.value])).toEqual([['15 min', 0.8], ['12 h', 0.8]]);
  });
  test('that are new to this page are told last', () => {
    expect(segmentsWith([horizon('6w', 3), horizon('15m', 4)], 'coverage').at(-1)).toMatchObject({ name: '6w', rows: 3 });
  });
});

test('other groupings tell only what the report tells', () => {
  const site = (name: string, rows: number, measures = {}): ReportSegment => ({ grouping: 'site', name, rows, measures });
  expect(segmentsWith([site('North', 9, coverage), site('South', 0, coverage), site('East', 9)], 'coverage').map((each) => [each.name, isJudged(each)]))
    .toEqual([['North', true], ['South', false]]);
});

test('a report of nothing has no figures', () => {
  expect(measuresOf({ rows: 0, measures: { coverage: { value: 0 } } })).toEqual({});
  expect(measuresOf({ rows: 1, measures: { coverage: { value: 0 } } })).toEqual({ coverage: { value: 0 } });
});
