/** Straight scales and round marks for axes. */
export interface Scale { (value: number): number; domain: readonly [number, number]; range: readonly [number, number] }

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const span = high - low || 1;
  const place = (value: number): number => range[0] + ((value - low) / span) * (range[1] - range[0]);
  return Object.assign(place, { domain, range });
}

/** A round step that cuts the span into about so many parts: 1, 2 or 5 times a power of ten. */
export function roundStep(span: number, parts: number): number {
  if (!(span > 0)) return 1;
  const raw = span / Math.max(1, parts);
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/** Round marks from the low to the high end, ends included where they are round. */
export function marks(low: number, high: number, parts = 5): number[] {
  const step = roundStep(high - low, parts);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The ends widened to round marks. */
export function roundDomain(low: number, high: number, parts = 5): [number, number] {
  const step = roundStep(high - low, parts);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}
