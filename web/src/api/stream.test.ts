import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rhythmOf } from './silence';
import { Stream, type Connection } from './stream';

/** An event source that a test plays. */
class Played {
  static all: Played[] = [];
  closed = false;
  #listeners = new Map<string, (event: unknown) => void>();
  constructor(readonly url: string) {
    Played.all.push(this);
  }
  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.#listeners.set(name, listener);
  }
  close(): void {
    this.closed = true;
  }
  play(name: string, data = '', lastEventId = ''): void {
    this.#listeners.get(name)?.({ data, lastEventId });
  }
}

const BEAT = '{"head":7,"every_ms":15000}';
let told: Connection[];
let refetched: number;
let stream: Stream;
const newest = (): Played => Played.all.at(-1) ?? new Played('none');

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Played);
  [Played.all, told, refetched] = [[], [], 0];
  stream = new Stream({
    report: (connection) => told.push(connection), head: () => 7, catalogueChanged: () => undefined,
    boardChanged: () => {
      refetched += 1;
    },
  });
  stream.start();
  newest().play('open');
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('heartbeats keep a quiet stream live', () => {
  for (let beat = 0; beat < 20; beat += 1) {
    vi.advanceTimersByTime(15_000);
    newest().play('heartbeat', BEAT);
  }
  expect(told).toEqual(['connecting', 'live']);
  expect(refetched).toBe(0);
});

test('a stream that misses two heartbeats is stale, and is opened again where it stopped', () => {
  newest().play('appointment_booked', '{}', '9');
  vi.advanceTimersByTime(30_000);
  expect(told.at(-1)).toBe('live');
  vi.advanceTimersByTime(1_500);
  expect(told.at(-1)).toBe('stale');
  const [frozen] = Played.all;
  expect(frozen?.closed).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(newest().url).toBe('/v1/events?after=9');
});

test('a server that takes the connection and never answers stays stale, while the board is asked for', () => {
  vi.advanceTimersByTime(200_000);
  expect(new Set(told.slice(2))).toEqual(new Set(['stale']));
  expect(Played.all.length).toBeGreaterThan(3);
  expect(refetched).toBe(Played.all.length - 1);
  newest().play('open');
  expect(told.at(-1)).toBe('live');
});

test('the server sets the rhythm', () => {
  newest().play('heartbeat', '{"head":7,"every_ms":60000}');
  vi.advanceTimersByTime(120_000);
  expect(told.at(-1)).toBe('live');
  vi.advanceTimersByTime(1_500);
  expect(told.at(-1)).toBe('stale');
});

test('a connection that breaks is told as broken', () => {
  newest().play('error');
  expect(told.at(-1)).toBe('broken');
});

test('events that come together ask for the board once', () => {
  for (const id of ['8', '9', '10']) newest().play('appointment_moved', '{}', id);
  vi.advanceTimersByTime(200);
  expect(refetched).toBe(1);
});

test('a closed stream does nothing more', () => {
  stream.close();
  vi.advanceTimersByTime(500_000);
  expect(told.at(-1)).toBe('live');
});

test('a heartbeat without a rhythm changes none', () => {
  for (const data of ['', '[]', 'null', '{"every_ms":"soon"}', '{"every_ms":0}']) expect(rhythmOf(data)).toBeUndefined();
});
