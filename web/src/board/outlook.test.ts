import { describe, expect, test } from 'vitest';
import type { Estimate, SessionOutlook } from '../api/outlooks';
import { adviceInShort, adviceInWords, checkedInWords, comingWithBand, isShaky, minutesWithBand, outlooksOf, outlookInWords, shareWithBand, whyAdvised } from './outlook';

const plain = (words: string): string => words.replaceAll('\u00a0', ' ');

function estimate(expected: number, low: number, high: number, change: Partial<Estimate> = {}): Estimate {
  return { expected, low, high, level: 0.8, basis: 'past-sessions', ...change };
}

function session(change: Partial<SessionOutlook> = {}): SessionOutlook {
  return {
    resource: 'dr-adeyemi', from: '2026-11-24T11:00:00Z', until: '2026-11-24T17:35:00Z', booked: 14, comes: estimate(12.4, 8, 14),
    mean_wait_minutes: estimate(1.9, 0.1, 14.6), utilisation: estimate(0.493, 0.324, 0.55), overtime_minutes: estimate(3.3, 0, 19.2),
    idle_minutes: estimate(180, 140, 250), advice: 'room-to-overbook', more: 5, ask: false, advice_words: 'even at the upper end 41 % are left', ...change,
  };
}

describe('a session’s outlook', () => {
  test('tells every number with its band', () => {
    expect(plain(shareWithBand(session().utilisation))).toBe('49 % (32 to 55 %)');
    expect(plain(minutesWithBand(session().overtime_minutes))).toBe('3 min (0 to 19 min)');
    expect(plain(comingWithBand(session()))).toBe('12 of 14 (8 to 14)');
    expect(plain(outlookInWords(session()))).toBe('Busy 49 % (32 to 55 %) · waits 2 min (0 to 15 min) · overtime 3 min (0 to 19 min)');
  });
  test('says nothing of waiting where nobody comes', () => {
    const { mean_wait_minutes: _wait, ...nobody } = session();
    expect(outlookInWords(nobody)).not.toContain('waits');
  });
  test('advises in a word and in a sentence', () => {
    expect([session(), session({ advice: 'keep-slack', more: 0 }), session({ advice: 'as-planned', more: 0 }), session({ more: 0 })].map(adviceInShort)).toEqual(['+5', 'late', '', '']);
    expect([session(), session({ more: 1 }), session({ advice: 'keep-slack' }), session({ advice: 'as-planned' })].map(adviceInWords))
      .toEqual(['Room for up to 5 more visits', 'Room for up to 1 more visit', 'May run late: keep free time free', 'Leave it as it is']);
  });
  test('says why, and that somebody must decide where it cannot be leant on', () => {
    expect(whyAdvised(session())).toBe('Even at the upper end 41 % are left.');
    expect(whyAdvised(session({ ask: true, advice_words: 'more work than time is possible.' }))).toBe('More work than time is possible. This is too unsure to lean on: decide for yourself.');
  });
  test('says whether past sessions have checked it', () => {
    expect(plain(checkedInWords(session()))).toBe('Bands are meant to hold in 80 % of sessions, and past sessions have checked them.');
    const unchecked = session({ utilisation: estimate(0.5, 0, 1, { basis: 'simulation-only', fallback_reason: 'Only 3 sessions have ended.' }) });
    expect(checkedInWords(unchecked)).toBe('Simulated, and not checked by past sessions: only 3 sessions have ended.');
    expect(checkedInWords(session({ utilisation: estimate(0.5, 0, 1, { basis: 'simulation-only' }) }))).toBe('Simulated, and not checked by past sessions.');
    expect([session(), unchecked, session({ ask: true })].map(isShaky)).toEqual([false, true, true]);
  });
  test('is found by its practitioner, with who spoke', () => {
    const day = { as_of: '2026-11-22T14:00:00Z', head: 9, no_show_model: 'model-1', sessions: [session()] };
    expect(outlooksOf(day).get('dr-adeyemi')).toMatchObject({ booked: 14, asOf: day.as_of, models: 'Who comes by model-1, lengths by what types are planned for' });
  });
});
