/** From the board's data and the reader's wishes to rows in order. */
import { useMemo, useState } from 'react';
import type { Board, VisitType } from '../api/wire';
import { entries, groupRows, type Entry, type Wish } from './groups';
import { buildRows, type Row } from './rows';
import { shortestVisit } from './shortestVisit';

type Rows = ReadonlyMap<string, Row>;

/** Builds each board's rows out of the last board's where nothing changed. */
function makeKeeper(): (board: Board | undefined, visitTypes: ReadonlyMap<string, VisitType> | undefined) => Rows {
  let last: Rows = new Map();
  return (board, visitTypes) => {
    last = board ? buildRows(board, last, shortestVisit(visitTypes, board.site), Date.now()) : new Map();
    return last;
  };
}

export function useRows(board: Board | undefined, visitTypes: ReadonlyMap<string, VisitType> | undefined): Rows {
  const [keep] = useState(makeKeeper);
  return useMemo(() => keep(board, visitTypes), [keep, board, visitTypes]);
}

export function useEntries(rows: Rows, wish: Wish): readonly Entry[] {
  const { kind, text, pinned } = wish;
  return useMemo(() => entries(groupRows(rows.values(), { kind, text, pinned })), [rows, kind, text, pinned]);
}
