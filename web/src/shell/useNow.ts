/** The time, renewed every so often. Components that count share one timer per rhythm. */
import { useSyncExternalStore } from 'react';

class Clock {
  #now = Date.now();
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly every: number) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#now = Date.now();
    this.#timer ??= setInterval(() => this.#tick(), this.every);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  now = (): number => this.#now;

  #tick(): void {
    this.#now = Date.now();
    for (const listener of this.#listeners) listener();
  }
}

const seconds = new Clock(1_000);
const minutes = new Clock(20_000);

export function useSecond(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.now);
}

/** Coarse: rounded down to the whole minute, so that what depends on it changes once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(minutes.subscribe, () => Math.floor(minutes.now() / 60_000) * 60_000);
}
