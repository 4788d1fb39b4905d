/** The direction that the page is laid out in: the reader's wish, `?dir=rtl` in the address, or the document's own. */
import { useSyncExternalStore } from 'react';
import { flowOf, type Flow } from '../board/geometry/flow';

const KEY = 'lindley.direction';
const CHANGED = 'lindley:direction';

function asFlow(text: string | null): Flow | undefined {
  return text === 'ltr' || text === 'rtl' ? text : undefined;
}

/** The address has the first word, so that a link can show either; then the reader's setting, then the page's. */
export function applyDirection(): void {
  const wished = asFlow(new URLSearchParams(location.search).get('dir')) ?? asFlow(localStorage.getItem(KEY));
  document.documentElement.dir = wished ?? flowOf();
}

export function setDirection(direction: Flow): void {
  localStorage.setItem(KEY, direction);
  document.documentElement.dir = direction;
  const here = new URL(location.href);
  here.searchParams.delete('dir');
  history.replaceState(null, '', here);
  dispatchEvent(new Event(CHANGED));
}

function subscribe(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  return () => removeEventListener(CHANGED, changed);
}

export function useDirection(): Flow {
  return useSyncExternalStore(subscribe, () => flowOf());
}
