/** Rows on top of each other, and which of them the window shows. */
export interface Stack { tops: readonly number[]; height: number }

export function stack(heights: readonly number[]): Stack {
  const tops: number[] = [];
  let height = 0;
  for (const each of heights) {
    tops.push(height);
    height += each;
  }
  return { tops, height };
}

/** The row at a height: the last whose top is not below it. */
export function rowAt(rows: Stack, y: number): number {
  let low = 0;
  let high = rows.tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows.tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** First row and first row after those that touch the window. */
export function rowsBetween(rows: Stack, top: number, bottom: number): { first: number; after: number } {
  if (rows.tops.length === 0) return { first: 0, after: 0 };
  return { first: rowAt(rows, top), after: rowAt(rows, bottom) + 1 };
}
