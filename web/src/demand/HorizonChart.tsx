/** What is expected over each horizon: hours on one scale, single days on another. */
import type { DemandForecast } from '../api/demand';
import { AxisX } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { linear } from '../chart/scale';
import { capital, dayInShort } from '../time/speech';
import { clock, dateAt } from '../time/zone';
import { HORIZONS, type HorizonWords } from '../words/horizons';
import { percent, short } from '../words/numbers';
import styles from './demand.module.css';
import type { Series } from './series';
import { basisInWords, isModel, peopleWithBand } from './words';

const LINE = 28;
const UNDER = 44;
const GAP = 12;
const EDGE = { left: 76, right: 104 };

interface Line { horizon: HorizonWords; told: DemandForecast }

function linesOf({ by }: Series, reach: HorizonWords['reach']): Line[] {
  return HORIZONS.filter((each) => each.reach === reach).flatMap((horizon) => {
    const told = by.get(horizon.id);
    return told ? [{ horizon, told }] : [];
  });
}

function heightOf(lines: readonly Line[]): number {
  return lines.length === 0 ? 0 : lines.length * LINE + UNDER;
}

/** `14:12 to 18:12`, or the day. */
function spanOf({ horizon, told }: Line, zone: string): string {
  const [from, until] = [Date.parse(told.from), Date.parse(told.until)];
  return horizon.reach === 'day' ? dayInShort(dateAt(from, zone)) : `${clock(from, zone)} to ${clock(until, zone)}`;
}

const HATCHED = 'demand-hatched';

/** For bands of which no model spoke. */
function Hatching() {
  return (
    <defs>
      <pattern id={HATCHED} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0.75" x2="0.75" y1="0" y2="5" className={styles.hatch} />
      </pattern>
    </defs>
  );
}

function Lines({ lines, width, top, axis, zone }: { lines: readonly Line[]; width: number; top: number; axis: string; zone: string }) {
  const most = Math.max(1, ...lines.map(({ told }) => Math.max(told.high, told.expected)));
  const scale = linear([0, most], [EDGE.left, width - EDGE.right]);
  const bottom = top + lines.length * LINE;
  return (
    <>
      <AxisX scale={scale} label={axis} top={top} bottom={bottom} parts={4} format={(mark) => (Number.isInteger(mark) ? short(mark) : '')} />
      {lines.map((line, index) => {
        const { horizon, told } = line;
        const words = peopleWithBand(told);
        return (
          <g key={horizon.id} transform={`translate(0,${top + (index + 0.5) * LINE})`} className={styles.horizon} data-model={isModel(told) || undefined}>
            <text x={EDGE.left - 10} dy="0.36em" textAnchor="end">{horizon.short}</text>
            <rect x={scale(told.low)} y="-7" width={Math.max(2, scale(told.high) - scale(told.low))} height="14" rx="3" fill={isModel(told) ? undefined : `url(#${HATCHED})`} />
            <line x1={scale(told.expected)} x2={scale(told.expected)} y1="-9" y2="9" />
            <text x={width - EDGE.right + 12} dy="0.36em">{words}</text>
            <title>{`${spanOf(line, zone)}: ${words}`}</title>
          </g>
        );
      })}
    </>
  );
}

/** How many by tonight, and on the nearest of the days ahead. */
function titleOf(hours: readonly Line[], days: readonly Line[], zone: string): string {
  const told = [
    ...hours.slice(-1).map(({ horizon, told: last }) => `${horizon.when} ${peopleWithBand(last)}`),
    ...days.slice(0, 1).map((line) => `on ${spanOf(line, zone)} ${peopleWithBand(line.told)}`),
  ];
  return capital(told.join(', '));
}

export function HorizonChart({ series }: { series: Series }) {
  const [hours, days] = [linesOf(series, 'hours'), linesOf(series, 'day')];
  const below = heightOf(hours) + (hours.length > 0 ? GAP : 0);
  const lines = [...hours, ...days];
  return (
    <Figure title={titleOf(hours, days, series.zone)} note={`Every band is meant to hold in ${percent(lines[0]?.told.level ?? 0)} of such times.`}
      describe={`Chart: what is expected over ${lines.length} horizons, each with its band.`} file={`demand-${series.service}-${series.site}`}
      height={below + heightOf(days)}
      table={{
        columns: ['Ahead', 'When', 'Expected (band)', 'Rests on', 'Moved by'],
        rows: lines.map((line) => [line.horizon.short, spanOf(line, series.zone), peopleWithBand(line.told), basisInWords(line.told.basis), line.told.moved_by.join('; ') || '–']),
      }}
      renderPlot={(width) => (
        <>
          <Hatching />
          {hours.length > 0 && <Lines lines={hours} width={width} top={0} axis="People from now on" zone={series.zone} />}
          {days.length > 0 && <Lines lines={days} width={width} top={below} axis="People on that day" zone={series.zone} />}
        </>
      )} />
  );
}
