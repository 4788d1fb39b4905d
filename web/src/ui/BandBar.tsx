/** A number as a tick inside its band, on a bar from nothing to `most`. Words stand beside it wherever there is room. */
import styles from './bandBar.module.css';

interface Props {
  at: number;
  low: number;
  high: number;
  most: number;
  /** Too little is known: the band is hatched. */
  unsure?: boolean;
  thin?: boolean;
}

export function BandBar({ at, low, high, most, unsure = false, thin = false }: Props) {
  const share = (value: number): string => `${Math.min(1, Math.max(0, most > 0 ? value / most : 0)) * 100}%`;
  return (
    <span className={styles.bar} data-thin={thin || undefined} data-unsure={unsure || undefined} aria-hidden="true">
      <i className={styles.band} style={{ insetInlineStart: share(low), width: share(Math.min(high, most) - low) }} />
      <i className={styles.tick} style={{ insetInlineStart: share(at) }} />
    </span>
  );
}
