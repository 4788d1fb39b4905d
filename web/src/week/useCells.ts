/** One tab stop for the whole week; arrows go from day to day and from row to row. */
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { flowOf, wayOf } from '../board/geometry/flow';

export interface Cell { row: string; date: string }

export function useCells(rows: readonly string[], dates: readonly string[], first: string) {
  const [at, setAt] = useState<Cell | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const row = at !== null && rows.includes(at.row) ? at.row : (rows[0] ?? '');
  const date = at !== null && dates.includes(at.date) ? at.date : (dates.includes(first) ? first : (dates[0] ?? ''));

  const onFocus = (event: FocusEvent): void => {
    const cell = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
    if (cell === undefined) return;
    const space = cell.indexOf(' ');
    setAt({ row: cell.slice(0, space), date: cell.slice(space + 1) });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const onCell = event.target instanceof HTMLElement && event.target.dataset['cell'] !== undefined;
    if (!onCell || event.altKey || event.metaKey || event.ctrlKey) return;
    const across = wayOf(event.key, flowOf());
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const edge = { Home: dates[0], End: dates.at(-1) }[event.key];
    const next = {
      row: down === undefined ? row : rows[rows.indexOf(row) + down],
      date: edge ?? (across === undefined ? date : dates[dates.indexOf(date) + across]),
    };
    if (across === undefined && down === undefined && edge === undefined) return;
    event.preventDefault();
    if (next.row === undefined || next.date === undefined) return;
    grid.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${next.row} ${next.date}`)}"]`)?.focus();
  };

  return { grid, row, date, onFocus, onKeyDown };
}
