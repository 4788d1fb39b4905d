/** What is expected of a day's visits, and from which risk on one of them stands out: the one rule of every screen. */
import { useMemo } from 'react';
import type { Risk } from '../api/modelWire';
import { useRisks } from '../api/risks';
import { doubtfulFrom } from './risk';

export interface DayRisks {
  risks: ReadonlyMap<string, Risk>;
  doubtfulFrom: number;
}

const NONE: DayRisks['risks'] = new Map();

/** `date` is the visits' own day at their site, whichever day is looked at. */
export function useDayRisks(site: string | undefined, date: string, allowed: boolean): DayRisks {
  const risks = useRisks(site, date, allowed).data ?? NONE;
  return useMemo(() => ({ risks, doubtfulFrom: doubtfulFrom([...risks.values()].flatMap((risk) => risk.no_show ?? [])) }), [risks]);
}
