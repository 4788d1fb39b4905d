/** What is expected of a visit, in the words of the desk. */
import type { NoShowFactor, Probability, VisitLength } from '../api/modelWire';
import { listed } from '../words/numbers';

const NBSP = '\u00a0';

/** From here on a visit is doubtful on any day: about one in three such patients does not come. */
const ALWAYS = 0.3;
/** Below this no visit is doubtful, however quiet its day is. */
const NEVER = 0.1;
/** In between, a visit is doubtful that is so many times as risky as its day is on average. */
const TIMES = 1.5;
/** A band wider than this says that little is known. */
const WIDE = 0.35;

export type Level = 'unsure' | 'doubtful' | 'usual';

/** The risk from which on a visit stands out on a day of such risks. Of a day without any, only what is high on any day does. */
export function doubtfulFrom(day: readonly Pick<Probability, 'probability'>[]): number {
  if (day.length === 0) return ALWAYS;
  const mean = day.reduce((sum, { probability }) => sum + probability, 0) / day.length;
  return Math.min(ALWAYS, Math.max(NEVER, TIMES * mean));
}

/** Whether too little is known to tell: a fallback or a wide band, whatever its middle is. */
export function isUnsure({ low, high, basis }: Pick<Probability, 'low' | 'high' | 'basis'>): boolean {
  return basis !== 'model' || high - low > WIDE;
}

/** What a risk is on a day that has doubtful visits `from` there on. */
export function levelOf(risk: Pick<Probability, 'probability' | 'low' | 'high' | 'basis'>, from: number): Level {
  if (isUnsure(risk)) return 'unsure';
  return risk.probability >= from ? 'doubtful' : 'usual';
}

export const LEVEL_WORDS: Record<Level, string> = { unsure: 'too little known', doubtful: 'may not come', usual: 'likely to come' };

type Band = Pick<Probability, 'probability' | 'low' | 'high'>;

/** More decimals than this say nothing to anybody. */
const MOST_DIGITS = 2;
/** So little is an error of arithmetic. */
const NOTHING = 1e-9;

function inPercent(share: number, digits: number): string {
  return (share * 100).toFixed(digits);
}

/** As few decimals as a band needs to be no narrower than their last; rounding alone does not set its ends apart. */
function digitsOf({ low, high }: Band): number {
  const width = (high - low) * 100 + NOTHING;
  return [0, 1].find((digits) => width >= 10 ** -digits) ?? MOST_DIGITS;
}

/** `11 to 26 %`; empty where the ends cannot be told apart. */
function bandAlone(risk: Band): string {
  const digits = digitsOf(risk);
  const [from, until] = [inPercent(risk.low, digits), inPercent(risk.high, digits)];
  return from === until ? '' : `${from} to ${until}${NBSP}%`;
}

/** `18 % (11 to 26 %)`; a band that would round to one number has decimals, so that it stays a band. */
export function riskWithBand(risk: Band): string {
  return `${inPercent(risk.probability, digitsOf(risk))}${NBSP}% (${bandAlone(risk) || '± less than 0.01'})`;
}

/** Pixels from which on a card has room for a few words, and for risk and band as well. Below, the doubtful have their bar, and the peek has the words. */
const ROOM = { words: 190, figures: 360 };

/** What a card of this width says of a risk: the doubtful in words, others by a quiet band. */
export function riskOnCard(risk: Probability, from: number, width: number): string {
  if (width < ROOM.words) return '';
  const doubtful = levelOf(risk, from) === 'doubtful';
  if (width < ROOM.figures) return doubtful ? LEVEL_WORDS.doubtful : `risk ${bandAlone(risk) || riskWithBand(risk)}`;
  return `${doubtful ? `${LEVEL_WORDS.doubtful}, ` : ''}risk ${riskWithBand(risk)}`;
}

/** `may not come: risk 34 % (26 to 43 %)`; of what is usual only the risk. */
export function riskInWords(risk: Probability, from: number): string {
  const level = levelOf(risk, from);
  return `${level === 'usual' ? '' : `${LEVEL_WORDS[level]}: `}risk ${riskWithBand(risk)}`;
}

/** What is read aloud with a visit; nothing where nothing is told. */
export function riskAloud(risk: Probability | undefined, from: number): string {
  return risk ? `, ${riskInWords(risk, from)}` : '';
}

/** Why it is not sure, in a sentence; empty where it is. */
export function whyUnsure(risk: Probability): string {
  if (risk.basis !== 'model') return risk.fallback_reason ?? 'No model has been learnt yet: this is what is usual at the clinic.';
  return isUnsure(risk) ? 'There is little history to go by.' : '';
}

/** Of what the model looks at, what it had to do without; empty if that is nothing. */
export function unknownInWords({ missing = [], unseen_labels: unseen, widened_by: widening = [] }: Probability): string {
  const lacking = missing.length === 0 ? '' : `Not known: ${listed(missing)}.`;
  const fresh = unseen === 0 ? '' : 'Something about this visit is new to the model.';
  const wider = widening.length === 0 ? '' : `The band is wider because little is known of ${listed(widening)}.`;
  return [lacking, fresh, wider].filter(Boolean).join(' ');
}

export interface FactorWords { words: string; way: 'likelier' | 'less likely' }

const MOST_FACTORS = 3;
/** What moves the risk by less is not worth a line. */
const LEAST = 0.05;

/** The strongest three, each with the way it moves the risk. */
export function factorsInWords(factors: readonly NoShowFactor[]): FactorWords[] {
  return factors.filter((factor) => Math.abs(factor.log_odds) >= LEAST)
    .toSorted((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds)).slice(0, MOST_FACTORS)
    .map(({ words, log_odds: moves }) => ({ words, way: moves > 0 ? 'likelier' : 'less likely' }));
}

export function stageInWords(stage: Probability['stage']): string {
  return stage === 'at-booking' ? 'by what was known at booking' : 'by what is known a day before';
}

/** The stage that is nearest to the visit. */
export function newestStage(stages: readonly Probability[]): Probability | undefined {
  return stages.find(({ stage }) => stage === 'day-before') ?? stages[0];
}

/** `24 min (18 to 35 min)`. */
export function lengthWithBand({ expected_minutes: expected, low_minutes: low, high_minutes: high }: VisitLength): string {
  return `${Math.round(expected)}${NBSP}min (${Math.round(low)} to ${Math.round(high)}${NBSP}min)`;
}

/** What to add to the planned length; empty where nobody can say. */
export function bufferInWords({ buffer_minutes: buffer }: VisitLength): string {
  if (buffer === undefined) return '';
  return buffer > 0 ? `With ${buffer}${NBSP}min more, eight in ten such visits would end in time.` : 'Eight in ten such visits end in the planned time.';
}
