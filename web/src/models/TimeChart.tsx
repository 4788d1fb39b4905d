/** A figure week by week, each with the interval that so few rows leave open. */
import type { ReactNode } from 'react';
import { AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { Legend } from '../chart/Legend';
import { linear, roundDomain, type Scale } from '../chart/scale';
import { dateInWords } from './differences';
import styles from './models.module.css';

const HEIGHT = 300;
const EDGE = { left: 52, right: 16, top: 36, bottom: 44 };

export interface TimePoint { from: string; value: number; low?: number; high?: number; words: string }
export interface TimeLine { name: string; mark: 'first' | 'second'; points: readonly TimePoint[] }

interface Props {
  title: string;
  note: ReactNode;
  describe: string;
  file: string;
  table: { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] };
  lines: readonly TimeLine[];
  axis: string;
  format: (value: number) => string;
  /** What was promised. */
  target?: number | undefined;
  /** Whether the scale begins at zero. */
  fromZero?: boolean;
  /** The scale's end, where no value can lie beyond it. */
  most?: number;
}

function scalesOf(width: number, { lines, target, fromZero = true, most }: Props): { x: Scale; y: Scale } {
  const points = lines.flatMap((line) => line.points);
  const days = points.map((point) => Date.parse(point.from));
  const values = points.flatMap((point) => [point.value, point.low ?? point.value, point.high ?? point.value]).concat(target ?? []);
  const [low, high] = roundDomain(fromZero ? 0 : Math.min(...values), Math.max(...values, Number.EPSILON), 4);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const air = first === last ? 1 : 0;
  return {
    x: linear([first - air, last + air], [EDGE.left + 8, width - EDGE.right - 8]),
    y: linear([low, most === undefined ? high : Math.min(most, high)], [HEIGHT - EDGE.bottom, EDGE.top]),
  };
}

const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const DATE_ROOM = 72;

function Dates({ x, days }: { x: Scale; days: readonly string[] }) {
  const every = Math.max(1, Math.ceil(days.length / Math.max(1, (x.range[1] - x.range[0]) / DATE_ROOM)));
  const bottom = HEIGHT - EDGE.bottom;
  return (
    <g className={styles.tick}>
      {days.filter((_, index) => index % every === 0).map((day) => (
        <text key={day} x={x(Date.parse(day))} y={bottom + 16} textAnchor="middle">{short.format(Date.parse(day))}</text>
      ))}
      <text x={(x.range[0] + x.range[1]) / 2} y={bottom + 34} textAnchor="middle" className={styles.unit}>Week from</text>
    </g>
  );
}

function Line({ line, x, y }: { line: TimeLine; x: Scale; y: Scale }) {
  const at = (point: TimePoint): number => x(Date.parse(point.from));
  return (
    <g className={styles.line} data-line={line.mark}>
      <polyline points={line.points.map((point) => `${at(point)},${y(point.value)}`).join(' ')} />
      {line.points.map((point) => (
        <g key={point.from} transform={`translate(${at(point)},0)`}>
          {point.low !== undefined && point.high !== undefined && <line y1={y(point.low)} y2={y(point.high)} />}
          {line.mark === 'first' ? <circle cy={y(point.value)} r="4" /> : <rect x="-4" y={y(point.value) - 4} width="8" height="8" />}
          <title>{`${line.name}, week from ${dateInWords(point.from)}: ${point.words}`}</title>
        </g>
      ))}
    </g>
  );
}

function Plot({ width, props }: { width: number; props: Props }) {
  const { x, y } = scalesOf(width, props);
  const days = [...new Set(props.lines.flatMap((line) => line.points.map((point) => point.from)))].toSorted();
  return (
    <>
      <AxisY scale={y} label={props.axis} left={EDGE.left} right={width - EDGE.right} format={props.format} />
      <Dates x={x} days={days} />
      {props.target !== undefined && <line className={styles.ideal} x1={EDGE.left} x2={width - EDGE.right} y1={y(props.target)} y2={y(props.target)} />}
      {props.lines.map((line) => <Line key={line.mark} line={line} x={x} y={y} />)}
    </>
  );
}

function Key({ lines, target, format }: Pick<Props, 'lines' | 'target' | 'format'>) {
  return (
    <Legend marks={styles.legend}>
      {lines.map((line) => <span key={line.mark}><i data-mark={line.mark === 'first' ? 'dot' : 'square'} data-line={line.mark} aria-hidden="true" />{line.name}</span>)}
      {target !== undefined && <span><i data-mark="ideal" aria-hidden="true" />promised: {format(target)}</span>}
    </Legend>
  );
}

export function TimeChart(props: Props) {
  const { title, note, describe, file, table, lines, target, format } = props;
  return (
    <Figure title={title} note={note} describe={describe} file={file} table={table} height={HEIGHT}
      legend={lines.length > 1 || target !== undefined ? <Key lines={lines} target={target} format={format} /> : undefined}
      renderPlot={(width) => <Plot width={width} props={props} />} />
  );
}
