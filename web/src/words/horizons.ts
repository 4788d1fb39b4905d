/** How far ahead demand is foretold, in the order of time and in words. */
import type { components } from '../api/schema';

export type Horizon = components['schemas']['Horizon'];

export interface HorizonWords {
  id: Horizon;
  /** On a switch and at an axis. */
  short: string;
  /** `in the next 15 minutes` */
  when: string;
  /** Hours from now on, or one day that lies ahead. */
  reach: 'hours' | 'day';
}

export const HORIZONS: readonly HorizonWords[] = [
  { id: '15m', short: '15 min', when: 'in the next 15 minutes', reach: 'hours' },
  { id: '30m', short: '30 min', when: 'in the next 30 minutes', reach: 'hours' },
  { id: '1h', short: '1 h', when: 'in the next hour', reach: 'hours' },
  { id: '2h', short: '2 h', when: 'in the next 2 hours', reach: 'hours' },
  { id: '4h', short: '4 h', when: 'in the next 4 hours', reach: 'hours' },
  { id: '6h', short: '6 h', when: 'in the next 6 hours', reach: 'hours' },
  { id: '12h', short: '12 h', when: 'in the next 12 hours', reach: 'hours' },
  { id: '14d', short: '14 days', when: 'on the day 14 days ahead', reach: 'day' },
  { id: '3w', short: '3 weeks', when: 'on the day 3 weeks ahead', reach: 'day' },
];

/** `15m` as it is read; what is no horizon stays as it is. */
export function horizonName(code: string): string {
  return HORIZONS.find(({ id }) => id === code)?.short ?? code;
}
