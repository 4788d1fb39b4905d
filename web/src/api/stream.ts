/** The live stream: says whether it flows, and what has changed. It opens itself again until it is closed. */
import { rhythmOf, Silence } from './silence';

/** `stale`: the connection stands, but the server has said nothing for two heartbeats. */
export type Connection = 'connecting' | 'live' | 'broken' | 'stale';

const ON_THE_BOARD = [
  'hold_placed', 'hold_renewed', 'hold_released', 'hold_lapsed', 'hold_confirmed', 'appointment_booked',
  'appointment_moved', 'appointment_cancelled', 'appointment_advanced', 'past_visit_recorded', 'hours_set',
  'session_opened', 'session_closed', 'block_added', 'block_lifted', 'resource_added',
  'template_adopted', 'template_retired', 'template_release_set',
];
const IN_THE_CATALOGUE = ['organisation_founded', 'site_added', 'service_added', 'visit_type_added'];

/** Events that come close together lead to one refetch. */
const GATHER_MS = 120;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export interface Reader {
  report: (connection: Connection) => void;
  /** Visits or working time changed, or may have. */
  boardChanged: () => void;
  catalogueChanged: () => void;
  /** Each event as it is heard. */
  happened?: (kind: string, data: string) => void;
  /** The number of the last event that the reader knows. */
  head: () => number;
}

export class Stream {
  #source: EventSource | undefined;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #gathering = false;
  #retryMs = FIRST_RETRY_MS;
  #last: string | undefined;
  #silence = new Silence(() => this.#lost('stale'));

  constructor(private readonly reader: Reader) {}

  start(): void {
    this.reader.report('connecting');
    this.#open();
  }

  close(): void {
    this.#source?.close();
    this.#silence.stop();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #open(): void {
    const after = this.#last ?? String(this.reader.head());
    const source = new EventSource(`/v1/events?after=${after}`);
    this.#source = source;
    // A server that hangs takes the connection and never answers: the silence counts from here.
    this.#silence.heard();
    source.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#silence.heard();
      this.reader.report('live');
    });
    source.addEventListener('error', () => this.#lost('broken'));
    source.addEventListener('heartbeat', (event) => this.#silence.heard(rhythmOf(event.data)));
    for (const kind of ON_THE_BOARD) source.addEventListener(kind, (event) => this.#heard(event, false));
    for (const kind of IN_THE_CATALOGUE) source.addEventListener(kind, (event) => this.#heard(event, true));
  }

  #heard(event: MessageEvent<string>, catalogue: boolean): void {
    this.#last = event.lastEventId || this.#last;
    this.#silence.heard();
    this.reader.happened?.(event.type, event.data);
    if (catalogue) this.reader.catalogueChanged();
    if (this.#gathering) return;
    this.#gathering = true;
    this.#later(GATHER_MS, () => {
      this.#gathering = false;
      this.reader.boardChanged();
    });
  }

  /** Asks for the board without the stream, and tries the stream again later and later. */
  #lost(how: 'broken' | 'stale'): void {
    this.#source?.close();
    this.#silence.stop();
    this.reader.report(how);
    this.#later(this.#retryMs, () => {
      this.reader.boardChanged();
      this.#open();
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
