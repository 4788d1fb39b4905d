/** Where the reader is: site, date, zoom and view live in the address, so that links and the back button work. */
import { useCallback, useSyncExternalStore } from 'react';
import { ZOOMS, type Zoom } from '../board/geometry/zoom';
import { isDate } from '../time/civil';

export type View = 'board' | 'list';
/** The day is the page that needs no name. */
export type Page = 'demand' | 'lab' | 'models';
export const PAGES: readonly Page[] = ['demand', 'lab', 'models'];
export interface Place {
  page: Page | null;
  task: string | null;
  /** How far ahead demand is looked at. */
  horizon: string | null;
  site: string | null;
  date: string | null;
  zoom: Zoom;
  view: View | null;
  cancelled: 'show' | null;
}

const MOVED = 'lindley:moved';

function read(search: string): Place {
  const params = new URLSearchParams(search);
  const date = params.get('date');
  const view = params.get('view');
  return {
    page: PAGES.find((page) => page === params.get('page')) ?? null,
    task: params.get('task'),
    horizon: params.get('horizon'),
    site: params.get('site'),
    date: isDate(date) ? date : null,
    zoom: ZOOMS.find((zoom) => zoom === params.get('zoom')) ?? 'day',
    cancelled: params.get('cancelled') === 'show' ? 'show' : null,
    view: view === 'board' || view === 'list' ? view : null,
  };
}

function addressOf(params: URLSearchParams): string {
  return params.size === 0 ? location.pathname : `?${params.toString()}`;
}

/** The address of a page; the place on the board is kept, so that the way back leads there. */
export function pageAddress(page: Page | null, change: { task?: string } = {}): string {
  const params = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), ...change });
  if (page === null) params.delete('page');
  else params.set('page', page);
  return addressOf(params);
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed);
  addEventListener(MOVED, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener(MOVED, changed);
  };
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const go = useCallback((change: Partial<Place>) => {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    history.pushState(null, '', addressOf(params));
    dispatchEvent(new Event(MOVED));
  }, []);
  return [read(search), go];
}
