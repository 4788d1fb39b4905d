/** How a practitioner's session will go, in the words of the desk. */
import type { Estimate, SessionOutlook, SessionOutlooks } from '../api/outlooks';
import { capital, plural } from '../time/speech';
import { percent } from '../words/numbers';

const NBSP = '\u00a0';

/** An outlook with what it was worked out from. */
export interface Outlook extends SessionOutlook {
  asOf: string;
  /** The models that spoke, in words. */
  models: string;
}

function modelsInWords({ no_show_model: coming, length_model: taking }: SessionOutlooks): string {
  const comes = coming === undefined ? 'who comes by what is usual here' : `who comes by ${coming}`;
  const takes = taking === undefined ? 'lengths by what types are planned for' : `lengths by ${taking}`;
  return capital(`${comes}, ${takes}`);
}

/** By practitioner. */
export function outlooksOf(day: SessionOutlooks): ReadonlyMap<string, Outlook> {
  const models = modelsInWords(day);
  return new Map(day.sessions.map((session) => [session.resource, { ...session, asOf: day.as_of, models }]));
}

type Band = Pick<Estimate, 'expected' | 'low' | 'high'>;

function onOneLine(words: string): string {
  return words.replaceAll(' ', NBSP);
}

/** `2 min (0 to 15 min)`. */
export function minutesWithBand({ expected, low, high }: Band): string {
  return onOneLine(`${Math.round(expected)} min (${Math.round(low)} to ${Math.round(high)} min)`);
}

/** `49 % (32 to 55 %)`. */
export function shareWithBand({ expected, low, high }: Band): string {
  return onOneLine(`${percent(expected)} (${Math.round(low * 100)} to ${percent(high)})`);
}

/** `12 of 14 (8 to 14)`. */
export function comingWithBand({ comes: { expected, low, high }, booked }: Pick<SessionOutlook, 'comes' | 'booked'>): string {
  return onOneLine(`${Math.round(expected)} of ${booked} (${Math.round(low)} to ${Math.round(high)})`);
}

/** `late`, or `+5` where so many more fit; empty where nothing is to be done. */
export function adviceInShort({ advice, more }: Pick<SessionOutlook, 'advice' | 'more'>): string {
  if (advice === 'keep-slack') return 'late';
  return advice === 'room-to-overbook' && more > 0 ? `+${more}` : '';
}

export function adviceInWords({ advice, more }: Pick<SessionOutlook, 'advice' | 'more'>): string {
  if (advice === 'keep-slack') return 'May run late: keep free time free';
  if (advice === 'room-to-overbook') return more > 0 ? `Room for up to ${plural(more, 'more visit')}` : 'Room for more visits';
  return 'Leave it as it is';
}

/** The server's sentence, or nothing but what was said before if there is none. */
export function whyAdvised({ advice_words: words, ask }: Pick<SessionOutlook, 'advice_words' | 'ask'>): string {
  const sentence = words === '' ? '' : `${capital(words).replace(/\.$/, '')}.`;
  return [sentence, ask ? 'This is too unsure to lean on: decide for yourself.' : ''].filter(Boolean).join(' ');
}

/** Whether its bands can be trusted, in a sentence. */
export function checkedInWords({ utilisation: { basis, level, fallback_reason: why } }: Pick<SessionOutlook, 'utilisation'>): string {
  if (basis === 'past-sessions') return `Bands are meant to hold in ${percent(level)} of sessions, and past sessions have checked them.`;
  return `Simulated, and not checked by past sessions${why === undefined ? '' : `: ${why.charAt(0).toLowerCase()}${why.slice(1)}`}`.replace(/\.?$/, '.');
}

/** What is read aloud of it, and what a list has room for. */
export function outlookInWords(outlook: SessionOutlook): string {
  const { mean_wait_minutes: wait, utilisation, overtime_minutes: overtime } = outlook;
  return [
    `Busy ${shareWithBand(utilisation)}`, wait && `waits ${minutesWithBand(wait)}`, `overtime ${minutesWithBand(overtime)}`,
  ].filter(Boolean).join(' · ');
}

/** Checked by nothing, or too wide to lean on. */
export function isShaky({ ask, utilisation }: Pick<SessionOutlook, 'ask' | 'utilisation'>): boolean {
  return ask || utilisation.basis !== 'past-sessions';
}
