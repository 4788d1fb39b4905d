/** How the weeks went: what was said and came, or how many lay in their bands; and how wide the bands were. */
import type { ModelReport, ReportPeriod } from '../api/modelWire';
import { countInWords, plural } from '../time/speech';
import { percent } from '../words/numbers';
import { dateInWords } from './differences';
import { axisMark, axisUnit, scaled, written } from './figures';
import { intervalOfShare } from './interval';
import { overAll } from './standing';
import type { TaskWords } from './tasks';
import { TimeChart, type TimePoint } from './TimeChart';

type Told = 'predicted' | 'observed' | 'coverage' | 'width';

function valuesOf(periods: readonly ReportPeriod[], told: Told): { period: ReportPeriod; value: number }[] {
  return periods.flatMap((period) => (period[told] === undefined ? [] : [{ period, value: period[told] }]));
}

function pointsOf(periods: readonly ReportPeriod[], told: Told, banded: boolean, write: (value: number) => string): TimePoint[] {
  return valuesOf(periods, told).map(({ period, value }) => {
    const [low, high] = intervalOfShare(value, period.rows);
    const band = banded ? ` (${write(low)} to ${write(high)})` : '';
    return { from: period.from, value, ...(banded ? { low, high } : {}), words: `${write(value)}${band}, ${plural(period.rows, 'row')}` };
  });
}

/** Weeks whose interval does not hold what was said or promised. */
export function weeksOff(periods: readonly ReportPeriod[], of: 'observed' | 'coverage', wanted: (period: ReportPeriod) => number | undefined): { off: number; all: number } {
  const told = valuesOf(periods, of);
  const off = told.filter(({ period, value }) => {
    const [low, high] = intervalOfShare(value, period.rows);
    const target = wanted(period);
    return target !== undefined && (target < low || target > high);
  });
  return { off: off.length, all: told.length };
}

interface Props { task: TaskWords; report: ModelReport; file: string }

/** One week in twenty is off by chance alone: that is told, so that nobody chases it. */
function chance({ off, all }: { off: number; all: number }): string {
  if (off === 0) return '';
  return off <= Math.max(1, Math.ceil(all / 20)) ? ' One week in twenty is off by chance alone.' : '';
}

function Shares({ task, report, file }: Props) {
  const periods = report.over_time;
  const write = (value: number): string => written('coverage', value, task.id);
  const off = weeksOff(periods, 'observed', (period) => period.predicted);
  const title = off.off === 0 ? `In all ${plural(off.all, 'week')} as many stayed away as was said` : `In ${off.off} of ${plural(off.all, 'week')} more or fewer stayed away than was said`;
  return (
    <TimeChart title={title} file={`${file}-weeks`} axis="Did not come" format={percent} most={1}
      note={`What was said on average, and what came with its 95 % interval.${chance(off)}`}
      describe={`Chart: ${off.all} weeks of what was said and what came; ${off.off} differ by more than chance.`}
      lines={[
        { name: 'said', mark: 'first', points: pointsOf(periods, 'predicted', false, write) },
        { name: 'came', mark: 'second', points: pointsOf(periods, 'observed', true, write) },
      ]}
      table={{
        columns: ['Week from', 'Said', 'Did not come', 'Rows'],
        rows: periods.map((period) => [dateInWords(period.from), period.predicted === undefined ? '–' : write(period.predicted), period.observed === undefined ? '–' : write(period.observed), countInWords(period.rows)]),
      }} />
  );
}

function Coverage({ task, report, file }: Props) {
  const periods = report.over_time;
  const write = (value: number): string => written('coverage', value, task.id);
  const off = weeksOff(periods, 'coverage', () => task.level);
  const title = off.off === 0 ? `The bands held as promised in all ${plural(off.all, 'week')}` : `In ${off.off} of ${plural(off.all, 'week')} the bands held more or less often than promised`;
  return (
    <TimeChart title={title} file={`${file}-coverage`} axis="Inside the band" format={percent} fromZero={false} most={1} target={task.level}
      note={`Which share of what came lay in its band, with its 95 % interval.${chance(off)}`}
      describe={`Chart: the share inside the band in ${off.all} weeks; ${off.off} differ from what was promised by more than chance.`}
      lines={[{ name: 'inside the band', mark: 'first', points: pointsOf(periods, 'coverage', true, write) }]}
      table={{
        columns: ['Week from', 'Inside the band', 'Rows'],
        rows: valuesOf(periods, 'coverage').map(({ period, value }) => [dateInWords(period.from), write(value), countInWords(period.rows)]),
      }} />
  );
}

function Width({ task, report, file }: Props) {
  const periods = report.over_time;
  const write = (value: number): string => written('width', value, task.id);
  const mean = overAll(periods, 'width') ?? 0;
  return (
    <TimeChart title={`A band is ${write(mean)} wide on average`} file={`${file}-width`} axis={`Mean width of a band${axisUnit('width', task.id)}`} format={(value) => axisMark('width', value, task.id)}
      note="Narrow bands say more; bands that grow say that less is known."
      describe={`Chart: the mean width of the bands week by week, ${write(mean)} over all.`}
      lines={[{ name: 'width', mark: 'first', points: pointsOf(periods, 'width', false, write).map((point) => ({ ...point, value: scaled('width', point.value, task.id) })) }]}
      table={{
        columns: ['Week from', 'Mean width', 'Rows'],
        rows: valuesOf(periods, 'width').map(({ period, value }) => [dateInWords(period.from), write(value), countInWords(period.rows)]),
      }} />
  );
}

/** Each chart only where the report tells what it would draw. */
export function OverTime(props: Props) {
  const { report: { over_time: periods }, task } = props;
  const tells = (told: Told): boolean => periods.some((period) => period[told] !== undefined);
  return (
    <>
      {task.id === 'no-show' && tells('observed') && <Shares {...props} />}
      {tells('coverage') && <Coverage {...props} />}
      {tells('width') && <Width {...props} />}
    </>
  );
}
