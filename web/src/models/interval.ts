/** The interval in which a share lies that was seen on so many rows. */

/** Half of the normal distribution's middle 95 %, in standard deviations. */
const Z = 1.96;

/** Wilson's 95 % interval: it stays within 0 to 1 and holds for few rows as well. */
export function intervalOfShare(share: number, rows: number): [number, number] {
  if (rows <= 0) return [0, 1];
  const spread = Z * Z / rows;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / rows + spread / (4 * rows));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
