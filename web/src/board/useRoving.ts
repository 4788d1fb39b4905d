/** One tab stop for the whole board; arrows go from visit to visit. */
import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { flowOf, wayOf } from './geometry/flow';
import type { Entry } from './groups';
import { neighbour, stopsOf, type Direction, type Stop } from './neighbours';
import type { Row } from './rows';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last',
};

interface Setting {
  scroller: RefObject<HTMLElement | null>;
  list: readonly Entry[];
  now: number;
  mayBook: boolean;
  /** Brings a stop into sight before it is focused. */
  reveal: (stop: Stop) => void;
}

function find(list: readonly Entry[], at: { row: string; key: string } | null, stops: (row: Row) => Stop[]): Stop | undefined {
  for (const entry of list) {
    if (entry.type === 'group') continue;
    const own = at === null || entry.row.resource.id === at.row ? stops(entry.row) : [];
    const stop = at === null ? own[0] : own.find((each) => each.key === at.key) ?? own[0];
    if (stop) return stop;
  }
  return undefined;
}

export function useRoving({ scroller, list, now, mayBook, reveal }: Setting) {
  const [at, setAt] = useState<{ row: string; key: string } | null>(null);
  const wanted = useRef<string | null>(null);
  const stops = useCallback((row: Row) => stopsOf(row, now, mayBook), [now, mayBook]);
  const current = find(list, at, stops) ?? find(list, null, stops);

  useEffect(() => {
    if (wanted.current === null) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(wanted.current)}"]`);
    if (!target) return;
    wanted.current = null;
    target.focus({ preventScroll: true });
  });

  const onFocus = useCallback((event: FocusEvent) => {
    const stop = event.target instanceof HTMLElement ? event.target.dataset['stop'] : undefined;
    if (stop === undefined) return;
    const space = stop.indexOf(' ');
    setAt({ row: stop.slice(0, space), key: stop.slice(space + 1) });
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const way = wayOf(event.key, flowOf());
    const direction = way === undefined ? DIRECTIONS[event.key] : way === 1 ? 'later' : 'earlier';
    const onStop = event.target instanceof HTMLElement && event.target.dataset['stop'] !== undefined;
    if (!direction || !current || !onStop || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const next = neighbour(list, stops, current, direction);
    if (!next) return;
    wanted.current = `${next.row} ${next.key}`;
    reveal(next);
    setAt({ row: next.row, key: next.key });
  };

  return { current, onFocus, onKeyDown };
}
