import { describe, expect, test } from 'vitest';
import type { DemandForecast } from '../api/demand';
import type { Horizon } from '../words/horizons';
import { bySite, mostFirst, mostOf, seriesOf } from './series';
import { basisInWords, finding, groundsOf, horizonOf, horizonsInWords, nobodyEverCame, peopleWithBand, sharedFallback, totalInWords, whenInWords } from './words';

const NB = '\u00a0';
const sites = [{ id: 'site-1', name: 'Harbour', zone: 'America/St_Johns' }, { id: 'site-2', name: 'Northgate', zone: 'America/Toronto' }];
const services = new Map([['service-1', 'Eyes'], ['service-2', 'Bones']]);
const FOUR = horizonOf('4h');

function told(service: string, site: string, horizon: Horizon, change: Partial<DemandForecast> = {}): DemandForecast {
  return {
    service, site, horizon, from: '2026-12-06T03:30:00Z', until: '2026-12-07T03:30:00Z', expected: 12.4, low: 8, high: 17, level: 0.8, basis: 'model', moved_by: [], ...change,
  };
}

const few = told('service-1', 'site-1', '4h', { expected: 3.41, low: 1, high: 6 });
const many = told('service-2', 'site-1', '4h');
const away = told('service-2', 'site-2', '4h', { expected: 8, low: 3, high: 21 });
const series = mostFirst(seriesOf([few, many, away], { services, sites }), '4h');

describe('a number of people', () => {
  test('stands with its band on one line', () => {
    expect(peopleWithBand(many)).toBe(`12${NB}(8${NB}to${NB}17)`);
    expect(peopleWithBand(few)).toBe(`3.4${NB}(1${NB}to${NB}6)`);
    expect(peopleWithBand({ expected: 0.03, low: 0, high: 0 })).toBe(`<0.1${NB}(0${NB}to${NB}0)`);
    expect(peopleWithBand({ expected: 1234.4, low: 1100, high: 1300 })).toBe(`1,234${NB}(1,100${NB}to${NB}1,300)`);
  });
});

describe('series', () => {
  test('have the most expected first, by site, all on one scale', () => {
    expect(series.map(({ key }) => key)).toEqual(['service-2 site-1', 'service-2 site-2', 'service-1 site-1']);
    expect(bySite(series, sites).map(({ name, series: own }) => [name, own.map(({ serviceName }) => serviceName)])).toEqual([['Harbour', ['Bones', 'Eyes']], ['Northgate', ['Bones']]]);
    expect(mostOf(series, '4h')).toBe(21);
    expect(mostOf([], '4h')).toBe(1);
  });
  test('that are not told for a horizon are not shown for it', () => {
    expect(mostFirst(seriesOf([few], { services, sites }), '1h')).toEqual([]);
  });
  test('of a service or site without a name are told by their ids', () => {
    expect(seriesOf([told('service-9', 'site-9', '4h')], { services, sites })).toMatchObject([{ serviceName: 'service-9', siteName: 'site-9' }]);
  });
});

describe('the sentence', () => {
  test('says what stands out, and where if there are several sites', () => {
    expect(finding(series, FOUR, FOUR.when)).toBe(`Most are expected for Bones at Harbour in the next 4 hours: 12${NB}(8${NB}to${NB}17)`);
    expect(finding(series.filter(({ site }) => site === 'site-1'), FOUR, FOUR.when)).toBe(`Most are expected for Bones in the next 4 hours: 12${NB}(8${NB}to${NB}17)`);
  });
  test('claims nobody where next to nobody is expected', () => {
    const quiet = mostFirst(seriesOf([{ ...few, expected: 0.2, low: 0, high: 1 }], { services, sites }), '4h');
    expect(finding(quiet, FOUR, FOUR.when)).toBe('Hardly anybody is expected in the next 4 hours');
    expect(finding([], FOUR, FOUR.when)).toBe('Hardly anybody is expected in the next 4 hours');
    expect(totalInWords(quiet, FOUR)).toBe('');
  });
  test('adds up what is expected, and no bands', () => {
    expect(totalInWords(series, FOUR)).toBe('About 24 people in all.');
  });
  test('names the day that lies ahead, on the site’s calendar', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(whenInWords(horizonOf('14d'), many, 'America/St_Johns', now)).toBe('on Sunday 6 December');
    expect(whenInWords(horizonOf('14d'), many, 'Pacific/Honolulu', now)).toBe('on Saturday 5 December');
    expect(whenInWords(FOUR, many, 'UTC', now)).toBe('in the next 4 hours');
  });
  test('of an address that names no horizon is of the usual one', () => {
    expect([horizonOf(null).id, horizonOf('5 h').id, horizonOf('3w').id]).toEqual(['4h', '4h', '3w']);
  });
});

describe('what it rests on', () => {
  const mixed = seriesOf([
    told('service-1', 'site-1', '15m'), told('service-1', 'site-1', '30m'), told('service-1', 'site-1', '1h'),
    told('service-1', 'site-1', '14d', { basis: 'season-only', fallback_reason: 'Less than six weeks.' }),
    told('service-1', 'site-1', '3w', { basis: 'season-only', fallback_reason: 'Less than six weeks.' }),
  ], { services, sites });
  test('is told once for all horizons that rest on the same', () => {
    expect(mixed.flatMap(groundsOf)).toEqual([
      { basis: 'model', reason: '', horizons: ['15 min', '30 min', '1 h'] },
      { basis: 'season-only', reason: 'Less than six weeks.', horizons: ['14 days', '3 weeks'] },
    ]);
    expect([horizonsInWords(['15 min', '30 min', '1 h']), horizonsInWords(['14 days', '3 weeks']), horizonsInWords(['15 min', '1 h', '2 h'])])
      .toEqual(['15 min to 1 h', '14 days and 3 weeks', '15 min, 1 h and 2 h']);
  });
  test('has a name, also where it is new', () => {
    expect([basisInWords('season-only'), basisInWords('two-words')]).toEqual(['the usual for this time of the week', 'two words']);
  });
  test('is said once where one fallback spoke for all, and never of the model', () => {
    expect(sharedFallback(mixed, horizonOf('14d'))).toBe('season-only');
    expect(sharedFallback(mixed, horizonOf('1h'))).toBeUndefined();
    const other = seriesOf([told('service-2', 'site-1', '14d', { basis: 'closed' })], { services, sites });
    expect(sharedFallback([...mixed, ...other], horizonOf('14d'))).toBeUndefined();
  });
  test('is nothing where nobody ever came', () => {
    expect(nobodyEverCame([])).toBe(true);
    expect(nobodyEverCame([{ basis: 'base-rate' }])).toBe(true);
    expect(nobodyEverCame([{ basis: 'base-rate' }, { basis: 'few-rows' }])).toBe(false);
  });
});
