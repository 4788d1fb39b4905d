/** What was said beside what came: on the line, a risk of 20 % comes true in 20 of 100. */
import type { ModelReport } from '../api/modelWire';
import { AxisX, AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { Legend } from '../chart/Legend';
import { linear, roundDomain } from '../chart/scale';
import { countInWords, plural } from '../time/speech';
import { percent } from '../words/numbers';
import { withBand, written } from './figures';
import styles from './models.module.css';
import { holding } from './standing';

const HEIGHT = 300;
const EDGE = { left: 48, right: 16, top: 36, bottom: 44 };

function holds({ predicted, observed: { value, low, high } }: ModelReport['reliability'][number]): boolean {
  return predicted >= (low ?? value) && predicted <= (high ?? value);
}

function Plot({ width, bins }: { width: number; bins: ModelReport['reliability'] }) {
  const most = Math.min(1, roundDomain(0, Math.max(0.05, ...bins.map((bin) => Math.max(bin.predicted, bin.observed.high ?? bin.observed.value))), 5)[1]);
  const x = linear([0, most], [EDGE.left, width - EDGE.right]);
  const y = linear([0, most], [HEIGHT - EDGE.bottom, EDGE.top]);
  return (
    <>
      <AxisX scale={x} label="Said (risk of not coming)" top={EDGE.top} bottom={HEIGHT - EDGE.bottom} parts={width < 480 ? 4 : 8} format={percent} />
      <AxisY scale={y} label="Did not come" left={EDGE.left} right={width - EDGE.right} format={percent} />
      <line className={styles.ideal} x1={x(0)} y1={y(0)} x2={x(most)} y2={y(most)} />
      {bins.map((bin) => (
        <g key={bin.lowest} transform={`translate(${x(bin.predicted)},0)`} className={styles.bin} data-off={holds(bin) ? undefined : true}>
          <line y1={y(bin.observed.low ?? bin.observed.value)} y2={y(bin.observed.high ?? bin.observed.value)} />
          {holds(bin) ? <circle cy={y(bin.observed.value)} r="4.5" /> : <rect x="-4.5" y={y(bin.observed.value) - 4.5} width="9" height="9" />}
          <title>{`Said ${written('ece', bin.predicted, 'no-show')}, came ${withBand('ece', bin.observed, 'no-show')}, ${plural(bin.rows, 'visit')}`}</title>
        </g>
      ))}
    </>
  );
}

export function ReliabilityChart({ report, file }: { report: ModelReport; file: string }) {
  const bins = report.reliability;
  const { hold, all } = holding(report);
  const title = hold === all ? 'What is said comes about as often as it is said' : `What is said comes true in ${hold} of ${all} groups; in the others it is off by more than chance`;
  return (
    <Figure title={title} file={file} height={HEIGHT}
      note="Each mark is a group of visits of about the same risk, the line through it its 95 % interval. On the slanted line, what was said is what came."
      describe={`Chart: ${all} groups of visits by what was said; ${hold} of their intervals hold what was said.`}
      table={{
        columns: ['Said', 'Came', '95 % interval', 'Visits', 'Holds'],
        rows: bins.map((bin) => [
          written('ece', bin.predicted, 'no-show'), written('ece', bin.observed.value, 'no-show'),
          `${written('ece', bin.observed.low ?? bin.observed.value, 'no-show')} to ${written('ece', bin.observed.high ?? bin.observed.value, 'no-show')}`,
          countInWords(bin.rows), holds(bin) ? 'yes' : 'no',
        ]),
      }}
      legend={hold === all ? undefined : <Legend marks={styles.legend}><span><i data-mark="dot" aria-hidden="true" />holds</span><span><i data-mark="square" aria-hidden="true" />off by more than chance</span></Legend>}
      renderPlot={(width) => <Plot width={width} bins={bins} />} />
  );
}
