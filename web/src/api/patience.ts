/** When to ask again for what is worked out anew each time. */
import { asProblem } from './problem';

/** So often, each time after twice as long: half a minute in all. */
const MOST = 5;

/** While the server works for somebody else. What took too long once does so again, and is not asked for a second time. */
export function whileBusy(count: number, error: unknown): boolean {
  return count < MOST && asProblem(error).code === 'busy';
}
