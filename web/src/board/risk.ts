/** What is expected of a visit, in the words of the desk. */
import type { NoShowFactor, Probability, VisitLength } from '../api/modelWire';
import { listed } from '../lab/numbers';

const NBSP = '\u00a0';

/** From here on a visit is marked on the board: about one in three such patients does not come. */
export const DOUBTFUL = 0.3;
/** A band wider than this says that little is known. */
const WIDE = 0.35;

export type Level = 'unsure' | 'doubtful' | 'usual';

/** A fallback or a wide band is said to be unsure, whatever its middle is. */
export function levelOf({ probability, low, high, basis }: Pick<Probability, 'probability' | 'low' | 'high' | 'basis'>): Level {
  if (basis !== 'model' || high - low > WIDE) return 'unsure';
  return probability >= DOUBTFUL ? 'doubtful' : 'usual';
}

export const LEVEL_WORDS: Record<Level, string> = { unsure: 'too little known', doubtful: 'may not come', usual: 'likely to come' };

/** `18 % (11 to 26 %)`; a band that would round to one number has decimals, so that it stays a band. */
export function riskWithBand({ probability, low, high }: Pick<Probability, 'probability' | 'low' | 'high'>): string {
  const digits = Math.round(high * 100) - Math.round(low * 100) < 1 ? 1 : 0;
  const [said, from, until] = [probability, low, high].map((share) => (share * 100).toFixed(digits));
  return `${said}${NBSP}% (${from} to ${until}${NBSP}%)`;
}

/** Pixels from which on a card has room for the words, and for the figures as well. Below, it has the bar, and the peek the words. */
const ROOM = { words: 190, figures: 300 };

/** What a card of this width says of a risk; nothing of what is usual. */
export function riskOnCard(risk: Probability, width: number): string {
  if (levelOf(risk) !== 'doubtful' || width < ROOM.words) return '';
  return width < ROOM.figures ? LEVEL_WORDS.doubtful : `${LEVEL_WORDS.doubtful}, ${riskWithBand(risk)}`;
}

/** What is read aloud with a card; nothing for what is usual. */
export function riskAloud(risk: Probability | undefined): string {
  return risk && levelOf(risk) === 'doubtful' ? `, ${LEVEL_WORDS.doubtful}: risk ${riskWithBand(risk)}` : '';
}

/** Why it is not sure, in a sentence; empty where it is. */
export function whyUnsure(risk: Probability): string {
  if (risk.basis !== 'model') return risk.fallback_reason ?? 'No model has been learnt yet: this is what is usual at the clinic.';
  return levelOf(risk) === 'unsure' ? 'There is little history to go by.' : '';
}

/** Of what the model looks at, what it had to do without; empty if that is nothing. */
export function unknownInWords({ missing = [], unseen_labels: unseen }: Probability): string {
  const lacking = missing.length === 0 ? '' : `Not known: ${listed(missing)}.`;
  const fresh = unseen === 0 ? '' : 'Something about this visit is new to the model.';
  return [lacking, fresh].filter(Boolean).join(' ');
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
