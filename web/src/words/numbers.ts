/** Numbers and lists as screens write them: one decimal below a hundred, units set apart by a space that does not break. */
const fine = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

const NBSP = '\u00a0';
const MINUS = '\u2212';

/** `3.1`, `−0.4`, `1,204`. What rounds to nothing has no sign. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  const text = size >= 99.95 ? whole.format(size) : fine.format(size);
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** `3.1 min`. */
export function inMinutes(value: number): string {
  return `${decimal(value)}${NBSP}min`;
}

/** `18 %`. */
export function percent(share: number): string {
  return `${whole.format(Math.round(share * 100))}${NBSP}%`.replace('-', MINUS);
}

/** As short as it can be: `5`, `0.5`. */
export function short(value: number): string {
  return plain.format(value).replace('-', MINUS);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
