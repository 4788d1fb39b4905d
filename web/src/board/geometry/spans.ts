/** Half-open spans of milliseconds, and sums over sorted lists of them. */
export interface Span { start: number; end: number }

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Sorted, merged where they touch. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** What of `from` no span of `taken` covers. */
export function minus(from: readonly Span[], taken: readonly Span[]): Span[] {
  const holes = union(taken);
  const left: Span[] = [];
  for (const span of union(from)) {
    let start = span.start;
    for (const hole of holes) {
      if (hole.end <= start || hole.start >= span.end) continue;
      if (hole.start > start) left.push({ start, end: hole.start });
      start = Math.max(start, hole.end);
    }
    if (start < span.end) left.push({ start, end: span.end });
  }
  return left;
}

/** True where one merged span holds all of `inner`. */
export function covers(spans: readonly Span[], inner: Span): boolean {
  return union(spans).some((span) => span.start <= inner.start && inner.end <= span.end);
}
