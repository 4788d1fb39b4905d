/** The data of the desk: the site, the day, its board and its rows. */
import { useMemo } from 'react';
import { useBoard } from '../api/board';
import { useSites, useVisitTypes } from '../api/catalogue';
import { useLiveUpdates } from '../api/events';
import { daysOf } from '../board/geometry/zoom';
import { makeNames } from '../board/names';
import { useRows } from '../board/useRows';
import { mondayOf } from '../time/civil';
import { browserZone, dateAt } from '../time/zone';
import type { Place } from './place';
import { useMinute } from './useNow';

export function useDay(place: Place, list: boolean) {
  const now = useMinute();
  const sites = useSites();
  const visitTypes = useVisitTypes();
  const site = sites.data?.find((each) => each.id === place.site) ?? sites.data?.[0];
  const today = dateAt(now, site?.zone ?? browserZone());
  const date = place.date ?? today;
  const zoom = list && place.zoom === 'week' ? 'day' : place.zoom;
  const board = useBoard(site?.id, zoom === 'week' ? mondayOf(date) : date, daysOf(zoom), place.cancelled === 'show');
  const rows = useRows(board.data, visitTypes.data);
  const connection = useLiveUpdates(board.data?.head);
  const names = useMemo(() => makeNames(board.data, visitTypes.data), [board.data, visitTypes.data]);
  return { now, sites, visitTypes, site, today, date, zoom, board, rows, connection, names };
}

export type Day = ReturnType<typeof useDay>;
