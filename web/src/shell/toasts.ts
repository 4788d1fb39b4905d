/** Short words about what was just done, with the way back while there is one. */
import { useSyncExternalStore } from 'react';
import { asProblem } from '../api/problem';
import type { Problem } from '../api/wire';

export interface Toast {
  id: number;
  words: string;
  problem?: Problem;
  /** Takes it back; gives the words for that. */
  undo?: () => Promise<string>;
  until: number;
}

const UNDO_MS = 10_000;
const WORDS_MS = 6_000;
const PROBLEM_MS = 20_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(toast: Omit<Toast, 'id' | 'until'>, ms: number): void {
  const id = nextId++;
  set([...toasts.slice(-2), { ...toast, id, until: Date.now() + ms }]);
}

export function sayDone(words: string, undo?: () => Promise<string>): void {
  show(undo ? { words, undo } : { words }, undo ? UNDO_MS : WORDS_MS);
}

export function sayProblem(error: unknown): void {
  const problem = asProblem(error);
  show({ words: problem.title, problem }, PROBLEM_MS);
}

export function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Keeps a toast while it is read. */
export function linger(id: number): void {
  set(toasts.map((toast) => (toast.id === id ? { ...toast, until: Date.now() + UNDO_MS } : toast)));
}

export async function takeBack(toast: Toast): Promise<void> {
  dismiss(toast.id);
  try {
    sayDone(await (toast.undo?.() ?? Promise.resolve('')));
  } catch (error) {
    sayProblem(error);
  }
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => toasts);
}
