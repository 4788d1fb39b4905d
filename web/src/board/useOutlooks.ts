/** How the sessions of a day will go, by practitioner. */
import { useMemo } from 'react';
import { useSessionOutlooks } from '../api/outlooks';
import { outlooksOf, type Outlook } from './outlook';

const NONE: ReadonlyMap<string, Outlook> = new Map();

export function useOutlooks(site: string | undefined, date: string, allowed: boolean): ReadonlyMap<string, Outlook> {
  const { data } = useSessionOutlooks(site, date, allowed);
  return useMemo(() => (data ? outlooksOf(data) : NONE), [data]);
}
