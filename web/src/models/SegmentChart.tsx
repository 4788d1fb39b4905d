/** One figure by segment: a dot where it lies, a whisker for how far it may be off. */
import { useState } from 'react';
import type { ModelReport, ReportSegment } from '../api/modelWire';
import { AxisX } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { linear, roundDomain } from '../chart/scale';
import { countInWords, plural } from '../time/speech';
import { Choose } from '../ui/Choose';
import { axisMark, axisUnit, groupingName, inReadingOrder, scaled, withBand, wordsOf, written } from './figures';
import styles from './models.module.css';
import { isJudged, measuresOf, segmentsWith, type Judged, type Segment } from './segments';
import type { TaskWords } from './tasks';

const LINE = 28;
const EDGE = { top: 12, right: 20, bottom: 44 };

type Line = { kind: 'grouping'; words: string } | { kind: 'segment'; segment: Segment };

function linesOf(segments: readonly Segment[]): Line[] {
  return [...new Set(segments.map((segment) => segment.grouping))].flatMap((grouping): Line[] => [
    { kind: 'grouping', words: groupingName(grouping) },
    ...segments.filter((segment) => segment.grouping === grouping).map((segment): Line => ({ kind: 'segment', segment })),
  ]);
}

/** Whether it is known how far the figure may be off. */
function isBanded({ figure: { low, high } }: Pick<Judged, 'figure'>): boolean {
  return low !== undefined && high !== undefined;
}

/** Segments whose interval leaves out the whole's figure. */
export function apart(dots: readonly Pick<Judged, 'figure'>[], whole: number | undefined): number {
  return dots.filter(({ figure: { low, high } }) => whole !== undefined && low !== undefined && high !== undefined && (whole < low || whole > high)).length;
}

/** What the intervals say; without any, only what is shown. */
export function segmentTitle(name: string, dots: readonly Pick<Judged, 'figure'>[], whole: number | undefined): string {
  const banded = dots.filter(isBanded).length;
  if (whole === undefined || banded === 0) return `${name} by segment`;
  const of = banded === dots.length ? 'segment' : 'segment with an interval';
  const off = apart(dots, whole);
  if (off === 0) return `${name}: no ${of} differs from the whole by more than chance`;
  return `${name}: ${off} of ${plural(banded, of, of.replace('segment', 'segments'))} ${off === 1 ? 'differs' : 'differ'} from the whole by more than chance`;
}

const NOT_JUDGED = 'not judged yet';

interface Drawn { lines: readonly Line[]; whole: number | undefined; place: (value: number) => number; mark: (value: number) => string; words: (value: number) => string; axis: string }

/** As much of a name as stands left of the dots. */
function cut(name: string, room: number): string {
  const letters = Math.floor(room / 7);
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

function Plot({ width, drawn: { lines, whole, place, mark, words, axis } }: { width: number; drawn: Drawn }) {
  const left = width < 480 ? 112 : 230;
  const figures = lines.flatMap((line) => (line.kind === 'segment' ? line.segment.figure ?? [] : []));
  const values = figures.flatMap(({ value, low = value, high = value }) => [value, low, high]).concat(whole ?? []).map(place);
  const scale = linear(roundDomain(Math.min(...values), Math.max(...values), 5), [left, width - EDGE.right]);
  const x = (value: number): number => scale(place(value));
  const bottom = EDGE.top + lines.length * LINE;
  return (
    <>
      <AxisX scale={scale} label={axis} top={EDGE.top} bottom={bottom} parts={width < 480 ? 3 : 6} format={mark} />
      {whole !== undefined && <line className={styles.ideal} x1={x(whole)} x2={x(whole)} y1={EDGE.top} y2={bottom} />}
      {lines.map((line, index) => {
        const y = EDGE.top + (index + 0.5) * LINE;
        if (line.kind === 'grouping') return <text key={line.words} x="0" y={y} dy="0.36em" className={styles.grouping}>{line.words}</text>;
        const { figure, name, key } = line.segment;
        const label = <text x={left - 12} dy="0.36em" textAnchor="end">{cut(name, left)}</text>;
        if (!figure) {
          return <g key={key} transform={`translate(0,${y})`} className={styles.unjudged}>{label}<text x={left + 8} dy="0.36em">{NOT_JUDGED}</text></g>;
        }
        return (
          <g key={key} transform={`translate(0,${y})`} className={styles.bin}>
            {label}
            <line x1={x(figure.low ?? figure.value)} x2={x(figure.high ?? figure.value)} />
            <circle cx={x(figure.value)} r="4.5" />
            <title>{`${name}: ${words(figure.value)}`}</title>
          </g>
        );
      })}
    </>
  );
}

/** More than this many are looked at one grouping at a time. */
const MANY = 20;
const ALL = 'all';

/** The groupings to choose from; all at once only where they are few. */
export function groupingsOf(segments: readonly ReportSegment[]): string[] {
  const groupings = [...new Set(segments.map((segment) => segment.grouping))];
  return segments.length > MANY || groupings.length < 2 ? groupings : [ALL, ...groupings];
}

function noteOf(meaning: string, segments: readonly Segment[], whole: string | undefined): string {
  const dots = segments.filter(isJudged);
  const banded = dots.some(isBanded);
  const unjudged = dots.length < segments.length ? 'What nothing has come of yet is not judged, and has no figure.' : '';
  return [meaning, banded ? 'Lines through the dots are their 95 % intervals.' : 'How sure these figures are was not worked out.', whole === undefined ? '' : `The dashed line is the whole: ${whole}.`, unjudged].filter(Boolean).join(' ');
}

export function SegmentChart({ task, report, file }: { task: TaskWords; report: ModelReport; file: string }) {
  const groupings = groupingsOf(report.segments);
  const [pick, setPick] = useState<{ measure?: string; grouping?: string }>({});
  const grouping = groupings.find((each) => each === pick.grouping) ?? groupings[0];
  const inGrouping = report.segments.filter((segment) => grouping === ALL || segment.grouping === grouping);
  const measures = inReadingOrder(inGrouping.filter(({ rows }) => rows > 0).flatMap((segment) => Object.keys(segment.measures)));
  const measure = measures.find((each) => each === pick.measure) ?? measures.find((each) => each === 'brier' || each === 'coverage') ?? measures[0];
  if (measure === undefined) return null;
  const segments = segmentsWith(inGrouping, measure);
  const dots = segments.filter(isJudged);
  const lines = linesOf(segments);
  const whole = measuresOf(report)[measure]?.value;
  const format = (value: number): string => written(measure, value, task.id);
  const { name, meaning } = wordsOf(measure);
  const drawn: Drawn = {
    lines, whole, words: format, axis: `${name}${axisUnit(measure, task.id)}`,
    place: (value) => scaled(measure, value, task.id), mark: (value) => axisMark(measure, value, task.id),
  };
  return (
    <div className={styles.stack}>
      <div className={styles.choose}>
        {groupings.length > 1 && (
          <Choose label="Told apart by" value={grouping ?? null} onChange={(chosen) => setPick({ ...pick, grouping: chosen })}
            options={groupings.map((each) => ({ id: each, name: each === ALL ? 'Everything' : groupingName(each) }))} />
        )}
        <Choose label="Figure" value={measure} onChange={(chosen) => setPick({ ...pick, measure: chosen })} options={measures.map((each) => ({ id: each, name: wordsOf(each).name }))} />
      </div>
      <Figure title={segmentTitle(name, dots, whole)} file={`${file}-segments-${measure}`} height={EDGE.top + lines.length * LINE + EDGE.bottom}
        note={noteOf(meaning, segments, whole === undefined ? undefined : format(whole))}
        describe={`Chart: ${name} of ${dots.length} segments${dots.some(isBanded) ? ' with their intervals' : ''}.`}
        table={{
          columns: ['Told apart by', 'Segment', name, 'Rows'],
          rows: segments.map((each) => [groupingName(each.grouping), each.name, ...(isJudged(each) ? [withBand(measure, each.figure, task.id), countInWords(each.rows)] : [NOT_JUDGED, '0'])]),
        }}
        renderPlot={(width) => <Plot width={width} drawn={drawn} />} />
    </div>
  );
}
