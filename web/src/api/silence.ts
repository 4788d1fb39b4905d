/** Notices when a stream falls silent: a server that hangs closes nothing, it only stops speaking. */

/** The rhythm of the server's heartbeats until it says its own. */
const USUAL_MS = 15_000;
/** So many heartbeats may be missed. */
const MISSED = 2;
/** A heartbeat may be this late on a slow line. */
const GRACE_MS = 1_000;

export class Silence {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #everyMs = USUAL_MS;

  constructor(private readonly fell: () => void) {}

  /** Something was heard; the next sign of life is due in the server's own rhythm. */
  heard(everyMs = this.#everyMs): void {
    this.#everyMs = everyMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.fell, MISSED * everyMs + GRACE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** The rhythm that a heartbeat tells, or nothing if it tells none. */
export function rhythmOf(data: string): number | undefined {
  try {
    const beat: unknown = JSON.parse(data);
    const told = typeof beat === 'object' && beat !== null && 'every_ms' in beat ? beat.every_ms : undefined;
    return typeof told === 'number' && told > 0 ? told : undefined;
  } catch {
    return undefined;
  }
}
