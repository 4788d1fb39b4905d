/** What figures are called, which way is better, and how many digits they are worth. */
import type { Measured, ModelTask } from '../api/modelWire';
import { capital } from '../time/speech';
import { decimal, percent, short } from '../words/numbers';

type Kind = 'share' | 'score' | 'amount';
/** `target`: neither more nor less, but what was promised. */
type Better = 'less' | 'more' | 'target' | 'none';

export interface FigureWords { name: string; meaning: string; kind: Kind; better: Better }

const WORDS: Record<string, FigureWords> = {
  auc: { name: 'Telling apart (AUC)', meaning: 'How often somebody who will not come gets the higher risk of two: a half is guessing.', kind: 'score', better: 'more' },
  brier: { name: 'Brier score', meaning: 'The mean squared error of the probabilities.', kind: 'score', better: 'less' },
  ece: { name: 'Calibration error', meaning: 'How far what is said lies from what comes, on average.', kind: 'share', better: 'less' },
  ece_equal_mass: { name: 'Calibration error, equal groups', meaning: 'The same over groups of equal size.', kind: 'share', better: 'less' },
  calibration: { name: 'Said less came', meaning: 'What is said on average, less what comes: above 0 too many are expected.', kind: 'share', better: 'none' },
  coverage: { name: 'Inside the band', meaning: 'Which share of what came lay in its band.', kind: 'share', better: 'target' },
  width: { name: 'Width of the band', meaning: 'How wide the bands are, on average: narrower says more.', kind: 'amount', better: 'less' },
  pinball: { name: 'Pinball loss', meaning: 'The error of the quantiles: narrow bands that hold have little.', kind: 'amount', better: 'less' },
  rmse: { name: 'Typical error (RMSE)', meaning: 'The root of the mean squared error.', kind: 'amount', better: 'less' },
  mae: { name: 'Mean error', meaning: 'The mean distance between what is said and what comes.', kind: 'amount', better: 'less' },
  r2: { name: 'Explained (R²)', meaning: 'Which share of how visits differ is explained.', kind: 'share', better: 'more' },
  crps: { name: 'CRPS', meaning: 'The error of the whole distribution.', kind: 'amount', better: 'less' },
  flagged: { name: 'Flagged', meaning: 'Which share has a high risk.', kind: 'share', better: 'none' },
  false_positives: { name: 'Flagged, but came', meaning: 'Which share of those who come is flagged.', kind: 'share', better: 'less' },
  false_negatives: { name: 'Missed', meaning: 'Which share of those who do not come is not flagged.', kind: 'share', better: 'less' },
  predicted: { name: 'Said', meaning: 'What is said on average.', kind: 'amount', better: 'none' },
  observed: { name: 'Came', meaning: 'What comes on average.', kind: 'amount', better: 'none' },
};

const AT_BOOKING = '_at_booking';

/** `pinball@0.1` is the same as `pinball`, at one quantile; `auc_at_booking` is that of what was said at booking. */
export function wordsOf(measure: string): FigureWords {
  if (measure.endsWith(AT_BOOKING)) {
    const later = wordsOf(measure.slice(0, -AT_BOOKING.length));
    return { ...later, name: `${later.name}, at booking` };
  }
  const [base = measure, quantile] = measure.split('@');
  const known = WORDS[base] ?? { name: capital(base.replaceAll(/[_-]/g, ' ')), meaning: '', kind: 'score' as const, better: 'none' as const };
  return quantile === undefined ? known : { ...known, name: `${known.name} at ${percent(Number(quantile))}` };
}

/** Shares of a visit's length are amounts of seconds; those of a no-show are shares. */
function kindFor(measure: string, task: ModelTask): Kind {
  const { kind } = wordsOf(measure);
  return kind === 'amount' && task === 'no-show' ? 'share' : kind;
}

const SECONDS = 60;
const NBSP = '\u00a0';

/** One decimal below a tenth: a calibration error of 0.5 % is not 1 %. */
function share(value: number): string {
  const size = Math.abs(value);
  const fine = size < 0.1 && size >= 0.0005 && Math.abs(size * 100 - Math.round(size * 100)) > 0.04;
  return fine ? `${decimal(value * 100)}${NBSP}%` : percent(value);
}

function signed(text: string, value: number): string {
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** The number as it is read: a share in per cent, a score to three places, lengths in minutes, demand in arrivals. */
export function written(measure: string, value: number, task: ModelTask): string {
  const kind = kindFor(measure, task);
  if (kind === 'share') return share(value);
  if (kind === 'score') return signed(Math.abs(value).toFixed(3), value);
  if (task === 'duration') return `${decimal(value / SECONDS)}${NBSP}min`;
  return short(Number(value.toPrecision(3)));
}

/** The number in the unit that it is read in, for scales with round marks. */
export function scaled(measure: string, value: number, task: ModelTask): number {
  return task === 'duration' && kindFor(measure, task) === 'amount' ? value / SECONDS : value;
}

/** A scaled number at an axis, without its unit unless that is per cent. */
export function axisMark(measure: string, value: number, task: ModelTask): string {
  const kind = kindFor(measure, task);
  if (kind === 'share') return share(value);
  return short(kind === 'score' ? Number(value.toFixed(3)) : value);
}

/** What an axis is in. */
export function axisUnit(measure: string, task: ModelTask): string {
  if (kindFor(measure, task) !== 'amount') return '';
  return task === 'duration' ? ' (minutes)' : ' (arrivals)';
}

/** `0.131 (0.127 to 0.135)`; without an interval it says so. */
export function withBand(measure: string, { value, low, high }: Measured, task: ModelTask): string {
  const point = written(measure, value, task);
  return low === undefined || high === undefined ? point : `${point} (${written(measure, low, task)} to ${written(measure, high, task)})`;
}

/** The order in which figures are read; what has no name here comes last. */
const ORDER = Object.keys(WORDS);

function rank(measure: string): number {
  const [base = measure] = measure.split('@');
  const later = base.endsWith(AT_BOOKING);
  const at = ORDER.indexOf(later ? base.slice(0, -AT_BOOKING.length) : base);
  return (at < 0 ? ORDER.length : at) + (later ? ORDER.length + 1 : 0);
}

export function inReadingOrder(measures: Iterable<string>): string[] {
  return [...new Set(measures)].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

export type Comparison = 'better' | 'worse' | 'same' | 'other';

/** Whether the challenger's figure is better. What differs by less than a thousandth of it is the same. */
export function compare(measure: string, champion: number, challenger: number): Comparison {
  const difference = challenger - champion;
  if (Math.abs(difference) <= Math.abs(champion) * 1e-3) return 'same';
  const { better } = wordsOf(measure);
  if (better === 'less') return difference < 0 ? 'better' : 'worse';
  if (better === 'more') return difference > 0 ? 'better' : 'worse';
  return 'other';
}

const GROUPINGS: Record<string, string> = {
  sex: 'Sex', age: 'Age', 'age-band': 'Age', age_band: 'Age', site: 'Site', language: 'Language', service: 'Service', horizon: 'Horizon',
  visit_type: 'Visit type', 'visit-type': 'Visit type', practitioner: 'Practitioner', returning: 'New or returning', patient: 'Patient',
};

export function groupingName(grouping: string): string {
  return GROUPINGS[grouping] ?? capital(grouping.replaceAll(/[_-]/g, ' '));
}

/** `lead_days@1` is the feature `lead days`. */
export function featureName(feature: string): string {
  if (feature === 'score') return 'What the model says';
  if (feature === 'coverage') return 'Whether its bands hold';
  return capital((feature.split('@')[0] ?? feature).replaceAll(/[_-]/g, ' '));
}
