/** Several things at once on one resource: each goes to the first lane that is free. */
import type { Span } from './spans';

/** A lane number for each span, in the order given; spans need not be sorted. */
export function lanes(spans: readonly Span[]): number[] {
  const ends: number[] = [];
  const given = spans.map(() => 0);
  const order = spans.map((span, index) => ({ span, index })).toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const { span, index } of order) {
    const free = ends.findIndex((end) => end <= span.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = span.end;
    given[index] = lane;
  }
  return given;
}
