/** From the board's data and the reader's wishes to rows in order. */
import { useMemo, useState } from 'react';
import type { Board } from '../api/wire';
import { entries, groupRows, type Entry, type Wish } from './groups';
import { buildRows, type Row } from './rows';

type Rows = ReadonlyMap<string, Row>;

/** Builds each board's rows out of the last board's where nothing changed. */
function makeKeeper(): (board: Board | undefined) => Rows {
  let last: Rows = new Map();
  return (board) => {
    last = board ? buildRows(board, last) : new Map();
    return last;
  };
}

export function useRows(board: Board | undefined): Rows {
  const [keep] = useState(makeKeeper);
  return useMemo(() => keep(board), [keep, board]);
}

export function useEntries(rows: Rows, wish: Wish): readonly Entry[] {
  const { kind, text, pinned } = wish;
  return useMemo(() => entries(groupRows(rows.values(), { kind, text, pinned })), [rows, kind, text, pinned]);
}
