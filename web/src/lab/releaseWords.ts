/** When slots that nobody has booked are opened to any visit. Days are 24 hours each, whatever the clock does meanwhile. */
const HOURS = 24;

export function releaseInWords(days: number): string {
  return days === 0 ? 'kept to the last' : `opened to any visit ${(days * HOURS).toLocaleString('en-GB')} hours before`;
}

/** Beside the field that asks for days. */
export function releaseHelp(days: number): string {
  return days === 0 ? '0 keeps them to the last.' : `That is ${(days * HOURS).toLocaleString('en-GB')} hours before; 0 keeps them to the last.`;
}
