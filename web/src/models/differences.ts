/** What differs between two models, in sentences. */
import type { Model } from '../api/modelWire';
import { addDays } from '../time/civil';
import { countInWords } from '../time/speech';
import { listed } from '../words/numbers';
import { featureName } from './figures';

const long = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

/** `3 Nov 2026`. */
export function dateInWords(date: string): string {
  const instant = Date.parse(date.length === 10 ? `${date}T12:00:00Z` : date);
  return Number.isNaN(instant) ? date : long.format(instant);
}

/** `1 Jan 2026 to 3 Nov 2026`: the day that ends a window does not belong to it. */
export function windowInWords({ from, until }: Model['window']): string {
  return `${dateInWords(from)} to ${dateInWords(addDays(until, -1))}`;
}

function names(features: Model['features'], kept: (feature: Model['features'][number]) => boolean): string {
  return listed(features.filter(kept).map((feature) => featureName(feature.name).toLowerCase()));
}

function featureDifferences(champion: Model, challenger: Model): string[] {
  const old = new Map(champion.features.map((each) => [each.name, each.version]));
  const fresh = new Set(challenger.features.map((each) => each.name));
  const added = names(challenger.features, (each) => !old.has(each.name));
  const gone = names(champion.features, (each) => !fresh.has(each.name));
  const changed = names(challenger.features, (each) => (old.get(each.name) ?? each.version) !== each.version);
  return [
    ...(added === '' ? [] : [`It also looks at ${added}.`]),
    ...(gone === '' ? [] : [`It no longer looks at ${gone}.`]),
    ...(changed === '' ? [] : [`It works out ${changed} in another way.`]),
  ];
}

export function differences(champion: Model, challenger: Model): string[] {
  const rows = challenger.rows - champion.rows;
  return [
    ...(rows === 0 ? [] : [`It is learnt from ${countInWords(Math.abs(rows))} ${rows > 0 ? 'more' : 'fewer'} rows (${countInWords(challenger.rows)} instead of ${countInWords(champion.rows)}).`]),
    ...(challenger.window.until === champion.window.until ? [] : [`Its days end on ${dateInWords(addDays(challenger.window.until, -1))} instead of ${dateInWords(addDays(champion.window.until, -1))}.`]),
    ...featureDifferences(champion, challenger),
    ...(challenger.code_version === champion.code_version ? [] : [`It was learnt by version ${challenger.code_version} of the program instead of ${champion.code_version}.`]),
    ...(challenger.seed === champion.seed ? [] : [`Its draws began at seed ${challenger.seed} instead of ${champion.seed}.`]),
    ...(challenger.calibration === champion.calibration ? [] : ['Its bands are made in another way; its card says how.']),
  ];
}
