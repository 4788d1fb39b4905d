/** The colour of a kind; its letter always stands with it. */
const COLOURS: Record<string, string> = { A: 'var(--kind-a)', B: 'var(--kind-b)', C: 'var(--kind-c)', D: 'var(--kind-d)' };

export function kindColour(kind: string): string {
  return COLOURS[kind] ?? 'var(--ink-soft)';
}
