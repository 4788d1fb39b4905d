/** Axes with round marks, faint lines across, and what is measured in which unit. */
import styles from './chart.module.css';
import { marks, type Scale } from './scale';

interface Props { scale: Scale; label: string; parts?: number; format?: (value: number) => string }

const usual = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const written = (value: number): string => usual.format(value);

/** Across the bottom; `top` and `bottom` are where the picture begins and ends. */
export function AxisX({ scale, label, top, bottom, parts = 6, format = written, lines = true }: Props & { top: number; bottom: number; lines?: boolean }) {
  const [from, until] = scale.range;
  return (
    <g className={styles.axis}>
      {marks(scale.domain[0], scale.domain[1], parts).map((mark) => (
        <g key={mark} transform={`translate(${scale(mark)},0)`}>
          {lines && <line y1={top} y2={bottom} className={styles.gridline} />}
          <text y={bottom + 16} textAnchor="middle">{format(mark)}</text>
        </g>
      ))}
      <line x1={from} x2={until} y1={bottom} y2={bottom} className={styles.base} />
      <text x={(from + until) / 2} y={bottom + 34} textAnchor="middle" className={styles.unit}>{label}</text>
    </g>
  );
}

/** Up the left side; its label stands level above it, where it is read without turning the head. */
export function AxisY({ scale, label, left, right, parts = 4, format = written }: Props & { left: number; right: number }) {
  const top = Math.min(...scale.range);
  return (
    <g className={styles.axis}>
      {marks(scale.domain[0], scale.domain[1], parts).map((mark) => (
        <g key={mark} transform={`translate(0,${scale(mark)})`}>
          <line x1={left} x2={right} className={mark === 0 ? styles.base : styles.gridline} />
          <text x={left - 8} dy="0.32em" textAnchor="end">{format(mark)}</text>
        </g>
      ))}
      <text x={0} y={top - 12} className={styles.unit}>{label}</text>
    </g>
  );
}
