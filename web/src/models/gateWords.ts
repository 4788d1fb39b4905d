/** Why a gate lets a challenger pass or not, in plain words. */
import type { Gate, ModelGates, ModelTask } from '../api/modelWire';
import { plural } from '../time/speech';
import { groupingName, wordsOf, written } from './figures';

/** With fewer rows than this nothing can be said of the whole. */
export const FEW_ROWS = 200;

export function segmentName(segment: string): string {
  if (segment === 'overall') return 'All together';
  const [grouping = '', ...rest] = segment.split(':');
  return rest.length === 0 ? segment : `${groupingName(grouping.trim())}: ${rest.join(':').trim()}`;
}

/** `Site: Northside – worse: 0.150 instead of 0.130 (Brier score, 320 rows)`. */
export function gateInWords(gate: Gate, task: ModelTask): string {
  const { name } = wordsOf(gate.measure);
  const [challenger, champion] = [written(gate.measure, gate.challenger, task), written(gate.measure, gate.champion, task)];
  if (!gate.passed && gate.segment === 'overall' && gate.rows < FEW_ROWS) return `${segmentName(gate.segment)}: only ${plural(gate.rows, 'row')} to compare on, and ${FEW_ROWS} are needed`;
  const verdict = gate.passed ? 'not worse for sure' : 'worse for sure';
  return `${segmentName(gate.segment)}: ${verdict}, ${challenger} instead of ${champion} (${name.toLowerCase()}, ${plural(gate.rows, 'row')})`;
}

function rank(gate: Gate): number {
  return (gate.passed ? 2 : 0) + (gate.segment === 'overall' ? 0 : 1);
}

/** The failed first, then the whole, then by name. */
export function gatesInOrder(gates: readonly Gate[]): Gate[] {
  return gates.toSorted((a, b) => rank(a) - rank(b) || a.segment.localeCompare(b.segment));
}

export function verdictOf({ against, gates, passed, refusals }: ModelGates): string {
  if (passed && against === undefined) return gates.length === 0 ? 'No champion speaks yet: nothing stands in the way' : 'No champion speaks yet, and it beats the simplest method';
  if (passed) return `All ${plural(gates.length, 'gate')} let it pass`;
  const failed = gates.filter((gate) => !gate.passed).length;
  if (failed === 0) return refusals[0] ?? 'It cannot be promoted now';
  return `${failed} of ${plural(gates.length, 'gate')} ${failed === 1 ? 'does' : 'do'} not let it pass`;
}
