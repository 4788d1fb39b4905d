/** The visit under the pointer or the focus: its parts on other rows light up with it. */
import { useSyncExternalStore } from 'react';

export interface Lit { visit: string; near: DOMRect }

let lit: Lit | null = null;
const listeners = new Set<() => void>();

export function light(next: Lit | null): void {
  if (next?.visit === lit?.visit) return;
  lit = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLit(): Lit | null {
  return useSyncExternalStore(subscribe, () => lit);
}

/** Changes only for the cards of the visit that is lit or was. */
export function useIsLit(visit: string): boolean {
  return useSyncExternalStore(subscribe, () => lit?.visit === visit);
}
