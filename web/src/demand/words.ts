/** What is expected, in the words of whoever must be ready for it. */
import type { DemandForecast } from '../api/demand';
import { countInWords, dayInWords } from '../time/speech';
import { dateAt } from '../time/zone';
import { HORIZONS, type HorizonWords } from '../words/horizons';
import { decimal, listed } from '../words/numbers';
import type { Series } from './series';

type Band = Pick<DemandForecast, 'expected' | 'low' | 'high'>;

/** From here on a tenth of a person tells nobody anything. */
const WHOLE_FROM = 10;

/** `12`, `3.4`; hardly anybody is not nobody: `<0.1`. */
export function peopleExpected(expected: number): string {
  if (expected >= WHOLE_FROM) return countInWords(Math.round(expected));
  if (expected === 0) return '0';
  const text = decimal(expected);
  return text === '0.0' ? '<0.1' : text;
}

const NBSP = '\u00a0';

/** `12 (8 to 17)`: a number stands with its band, on one line. */
export function peopleWithBand({ expected, low, high }: Band): string {
  return [peopleExpected(expected), `(${countInWords(low)}`, 'to', `${countInWords(high)})`].join(NBSP);
}

/** Whether the model spoke, and not something simpler in its place. */
export function isModel({ basis }: Pick<DemandForecast, 'basis'>): boolean {
  return basis === 'model';
}

const BASES: Record<string, string> = {
  model: 'the model',
  'season-only': 'the usual for this time of the week',
  'few-rows': 'the mean of a short history',
  constant: 'a count that never changed',
  closed: 'taken for closed',
  'base-rate': 'what other services have',
};

/** What a number rests on; a name that is new here is told as it is. */
export function basisInWords(basis: string): string {
  return BASES[basis] ?? basis.replaceAll('-', ' ');
}

export function horizonOf(id: string | null): HorizonWords {
  const usual = HORIZONS.find((each) => each.id === '4h') as HorizonWords;
  return HORIZONS.find((each) => each.id === id) ?? usual;
}

/** `in the next 4 hours`, `on Sunday 6 December`. */
export function whenInWords(horizon: HorizonWords, told: Pick<DemandForecast, 'from'> | undefined, zone: string, now: number): string {
  if (horizon.reach === 'hours' || !told) return horizon.when;
  return `on ${dayInWords(dateAt(Date.parse(told.from), zone), dateAt(now, zone))}`;
}

/** Fewer than this is hardly anybody. */
const SOMEBODY = 0.5;

/** What stands out, in one sentence. */
export function finding(series: readonly Series[], horizon: HorizonWords, when: string): string {
  const [most] = series;
  const told = most?.by.get(horizon.id);
  if (!most || !told || told.expected < SOMEBODY) return `Hardly anybody is expected ${when}`;
  const where = new Set(series.map((each) => each.siteName)).size > 1 ? ` at ${most.siteName}` : '';
  return `Most are expected for ${most.serviceName}${where} ${when}: ${peopleWithBand(told)}`;
}

/** How many in all: numbers add up, bands do not. */
export function totalInWords(series: readonly Series[], horizon: HorizonWords): string {
  const total = series.reduce((sum, each) => sum + (each.by.get(horizon.id)?.expected ?? 0), 0);
  return series.length < 2 || total < SOMEBODY ? '' : `About ${peopleExpected(total)} people in all.`;
}

/** Nobody ever came to any of them, or there is nothing to come to: no number would mean anything. */
export function nobodyEverCame(forecasts: readonly Pick<DemandForecast, 'basis'>[]): boolean {
  return forecasts.every(({ basis }) => basis === 'base-rate');
}

/** The fallback that spoke for all of them; none where a model or another one did for some. */
export function sharedFallback(series: readonly Series[], horizon: HorizonWords): string | undefined {
  const [basis, ...others] = new Set(series.flatMap(({ by }) => by.get(horizon.id)?.basis ?? []));
  return others.length === 0 && basis !== 'model' ? basis : undefined;
}

export interface Ground { basis: string; reason: string; horizons: readonly string[] }

/** What each horizon rests on; horizons that rest on the same stand together. */
export function groundsOf({ by }: Pick<Series, 'by'>): Ground[] {
  const grounds = new Map<string, { basis: string; reason: string; horizons: string[] }>();
  for (const { id, short } of HORIZONS) {
    const told = by.get(id);
    if (!told) continue;
    const reason = told.fallback_reason ?? '';
    const key = `${told.basis} ${reason}`;
    const known = grounds.get(key);
    if (known) known.horizons.push(short);
    else grounds.set(key, { basis: told.basis, reason, horizons: [short] });
  }
  return [...grounds.values()];
}

/** `15 min to 12 h`, `14 days and 3 weeks`; those that do not follow on each other one by one. */
export function horizonsInWords(names: readonly string[]): string {
  const order = HORIZONS.map(({ short }) => short);
  const places = names.map((name) => order.indexOf(name));
  const run = places.every((place, index) => index === 0 || place === (places[index - 1] ?? 0) + 1);
  return run && names.length > 2 ? `${names[0] ?? ''} to ${names.at(-1) ?? ''}` : listed(names);
}
