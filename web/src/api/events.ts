/** The live stream. It says whether it flows, and asks for fresh data when something happened. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BOARD } from './board';
import { CATALOGUE } from './catalogue';

export type Connection = 'connecting' | 'live' | 'broken';

const ON_THE_BOARD = [
  'hold_placed', 'hold_renewed', 'hold_released', 'hold_lapsed', 'hold_confirmed', 'appointment_booked',
  'appointment_moved', 'appointment_cancelled', 'appointment_advanced', 'past_visit_recorded', 'hours_set',
  'session_opened', 'session_closed', 'block_added', 'block_lifted', 'resource_added',
];
const IN_THE_CATALOGUE = ['organisation_founded', 'site_added', 'service_added', 'visit_type_added'];

/** Events that come close together lead to one refetch. */
const GATHER_MS = 120;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

class Stream {
  #source: EventSource | undefined;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #gathering = false;
  #retryMs = FIRST_RETRY_MS;
  #last: string | undefined;

  constructor(
    private readonly queries: QueryClient,
    private readonly report: (connection: Connection) => void,
    private readonly head: () => number,
  ) {}

  open(): void {
    this.report('connecting');
    const after = this.#last ?? String(this.head());
    const source = new EventSource(`/v1/events?after=${after}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.report('live');
    });
    source.addEventListener('error', () => this.#lost(source));
    for (const kind of ON_THE_BOARD) source.addEventListener(kind, (event) => this.#heard(event, BOARD));
    for (const kind of IN_THE_CATALOGUE) source.addEventListener(kind, (event) => this.#heard(event, CATALOGUE));
  }

  close(): void {
    this.#source?.close();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #heard(event: MessageEvent<string>, key: string[]): void {
    this.#last = event.lastEventId || this.#last;
    if (key === CATALOGUE) void this.queries.invalidateQueries({ queryKey: CATALOGUE });
    if (this.#gathering) return;
    this.#gathering = true;
    this.#later(GATHER_MS, () => {
      this.#gathering = false;
      void this.queries.invalidateQueries({ queryKey: BOARD });
      void this.queries.invalidateQueries({ queryKey: ['appointment'] });
    });
  }

  #lost(source: EventSource): void {
    source.close();
    this.report('broken');
    this.#later(this.#retryMs, () => {
      void this.queries.invalidateQueries({ queryKey: BOARD });
      this.open();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}

/** Follows the stream from `head` on. `head` is undefined until the first board is there. */
export function useLiveUpdates(head: number | undefined): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const ready = head !== undefined;
  useEffect(() => {
    if (!ready) return undefined;
    const stream = new Stream(queries, setConnection, () => head);
    stream.open();
    return () => stream.close();
    // The stream keeps its own place once it is open: a newer head must not reopen it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queries, ready]);
  return connection;
}
