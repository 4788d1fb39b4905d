import styles from './mark.module.css';

/** The house mark: three visits, each starting where there was room. */
export function Mark() {
  return (
    <span className={styles.mark}>
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <g fill="var(--on-accent)">
          <rect x="7" y="8" width="11" height="4.5" rx="2.25" />
          <rect x="12" y="14" width="13" height="4.5" rx="2.25" opacity="0.8" />
          <rect x="9" y="20" width="8" height="4.5" rx="2.25" opacity="0.6" />
        </g>
      </svg>
      Lindley
    </span>
  );
}
