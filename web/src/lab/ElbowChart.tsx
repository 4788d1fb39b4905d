/** Two small charts: how much of the spread so many kinds leave, and how well they stand apart. */
import { AxisX, AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { linear } from '../chart/scale';
import type { SessionStudy } from '../api/wire';
import { decimal, percent } from '../words/numbers';
import styles from './lab.module.css';
import { spreadLeft } from './kindsOfStudy';

const HEIGHT = 280;
const EDGE = { left: 48, right: 12, top: 36, bottom: 44 };
const GAP = 24;

interface Series { label: string; values: readonly { k: number; value: number }[]; format: (value: number) => string }

function Small({ from, until, series, chosen, most }: { from: number; until: number; series: Series; chosen: number; most: number }) {
  const [left, right] = [from + EDGE.left, until - EDGE.right];
  const bottom = HEIGHT - EDGE.bottom;
  const x = linear([1, Math.max(2, most)], [left + 8, right - 8]);
  const y = linear([0, 1], [bottom, EDGE.top]);
  return (
    <g>
      <AxisX scale={x} label="Kinds" top={EDGE.top} bottom={bottom} parts={most} lines={false} />
      <g transform={`translate(${from},0)`}><AxisY scale={y} label={series.label} left={EDGE.left} right={right - from} format={series.format} parts={4} /></g>
      <polyline className={styles.edge} points={series.values.map(({ k, value }) => `${x(k)},${y(Math.max(0, value))}`).join(' ')} />
      {series.values.map(({ k, value }) => (
        <g key={k} className={k === chosen ? styles.chosenDot : undefined} transform={`translate(${x(k)},${y(Math.max(0, value))})`}>
          {k === chosen && <circle r="8" />}
          <circle r="4" className={k === chosen ? undefined : styles.frontDot}><title>{`${k} kinds: ${series.format(value)}`}</title></circle>
          {k === chosen && <text y="-14" textAnchor="middle" className={styles.chosenWords}>{series.format(value)}</text>}
        </g>
      ))}
    </g>
  );
}

/** A service's kinds are sets of visit types: what the times alone would tell is the most that any kinds could. */
function titleOf(study: SessionStudy, explained: number, clearest: boolean): string {
  const chosen = study.groups.length;
  if (chosen === 1) return 'One kind explains nothing of how visits differ';
  if (!study.hindsight) return `Visit types explain ${percent(1 - spreadLeft(study))} of how visits differ; the times themselves, if known, ${percent(explained)}`;
  return `${chosen} kinds explain ${percent(explained)} of how visits differ${clearest ? ' and stand apart best' : ''}`;
}

export function ElbowChart({ study }: { study: SessionStudy }) {
  const { elbow, groups } = study;
  const chosen = groups.length;
  const one = elbow[0]?.sae_minutes || 1;
  const left = elbow.map(({ k, sae_minutes: error }) => ({ k, value: error / one }));
  const apart = elbow.flatMap(({ k, silhouette }) => (silhouette === undefined ? [] : [{ k, value: silhouette }]));
  const explained = 1 - (left.find(({ k }) => k === chosen)?.value ?? 1);
  const clearest = apart.reduce((best, each) => (each.value > best.value ? each : best), { k: 1, value: -1 });
  const title = titleOf(study, explained, clearest.k === chosen);
  const first: Series = { label: 'Spread left (of one kind’s)', values: left, format: percent };
  const second: Series = { label: 'Silhouette (0 to 1)', values: apart, format: (value) => value.toFixed(2) };
  const most = Math.max(2, ...elbow.map(({ k }) => k));
  return (
    <Figure title={title} file="kinds" height={HEIGHT}
      note={`${study.hindsight ? '' : 'Kinds told apart by the times themselves, which nobody knows at booking. '}Left: less is better, and where the line bends more kinds pay little. Right: more is better.`}
      describe={`Two small charts for 1 to ${most} kinds: the spread left, ${left.map(({ k, value }) => `${k}: ${percent(value)}`).join(', ')}; and the silhouette, ${apart.map(({ k, value }) => `${k}: ${value.toFixed(2)}`).join(', ')}.`}
      table={{
        columns: ['Kinds', 'Sum of absolute errors (min)', 'Spread left', 'Silhouette'],
        rows: elbow.map(({ k, sae_minutes: error, silhouette }) => [k, decimal(error), percent(error / one), silhouette?.toFixed(2) ?? '–']),
      }}
      renderPlot={(width) => {
        const half = (width - GAP) / 2;
        return (
          <>
            <Small from={0} until={half} series={first} chosen={chosen} most={most} />
            <Small from={half + GAP} until={width} series={second} chosen={chosen} most={most} />
          </>
        );
      }} />
  );
}
