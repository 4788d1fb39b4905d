/**
 * Idempotency keys. One intent, the same request made again because no answer came, keeps its key until the server
 * has given a definite answer; so a retry can never do the thing twice.
 */
export class Intents {
  readonly #open = new Map<string, string>();

  keyFor(fingerprint: string): string {
    const known = this.#open.get(fingerprint);
    if (known) return known;
    const made = randomKey();
    this.#open.set(fingerprint, made);
    return made;
  }

  /** Called with the answer's status. Answers that leave the outcome unknown keep the key. */
  settle(fingerprint: string, status: number): void {
    if (status < 500 && status !== 429) this.#open.delete(fingerprint);
  }
}

/** A random UUID, also on plain-http hosts where `crypto.randomUUID` is missing. */
function randomKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes: Uint8Array = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
