/** Telling a finger that lifts a visit from one that scrolls: whoever rests long enough in one place lifts. */
export const LIFT_MS = 400;
/** A finger never rests quite still. */
const TREMOR = 10;

export class LongPress {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from = { x: 0, y: 0 };

  /** Starts to wait; `lift` is called if the finger rests. */
  begin(x: number, y: number, lift: () => void): void {
    this.end();
    this.#from = { x, y };
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      lift();
    }, LIFT_MS);
  }

  /** True while it is not known yet what the finger wants. */
  get waits(): boolean {
    return this.#timer !== undefined;
  }

  /** The finger moved: too far means that it scrolls. */
  moved(x: number, y: number): void {
    if (this.waits && Math.hypot(x - this.#from.x, y - this.#from.y) > TREMOR) this.end();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
