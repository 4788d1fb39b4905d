import styles from './skeleton.module.css';

const BARS = Array.from({ length: 9 }, (_, index) => index);

/** The shape of what is coming, shown at once. */
export function Skeleton({ label }: { label: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="unseen">{label}</span>
      {BARS.map((bar) => <div key={bar} className={styles.bar} />)}
    </div>
  );
}
