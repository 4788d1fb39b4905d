/** How long visits took, cut into kinds. */
import { AxisX, AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { histogram, quantile, type Bin } from '../chart/histogram';
import { linear, roundDomain } from '../chart/scale';
import type { SessionStudy } from '../api/wire';
import { plural } from '../time/speech';
import styles from './lab.module.css';
import { kindColour } from './kindColour';
import { inMinutes, percent, short } from './numbers';

const HEIGHT = 280;
const EDGE = { left: 44, right: 8, top: 52, bottom: 44 };

/** Cut-offs upwards, and the kinds from the shortest to the longest. */
function partsOf(study: SessionStudy): { cuts: number[]; kinds: string[] } {
  const upwards = study.groups.toReversed();
  return { cuts: upwards.slice(1).map((group) => group.from_minutes), kinds: upwards.map((group) => group.kind) };
}

function Bars({ width, bins, study }: { width: number; bins: readonly Bin[]; study: SessionStudy }) {
  const { cuts, kinds } = partsOf(study);
  const step = (bins[0]?.until ?? 1) - (bins[0]?.from ?? 0);
  const top = (bins.length || 1) * step;
  const most = Math.max(1, ...bins.map((bin) => bin.counts.reduce((sum, count) => sum + count, 0)));
  const x = linear([0, top], [EDGE.left, width - EDGE.right]);
  const y = linear([0, roundDomain(0, most, 4)[1]], [HEIGHT - EDGE.bottom, EDGE.top]);
  const bar = Math.max(1, x(step) - x(0) - 1);
  const edges = [0, ...cuts, top];
  return (
    <>
      <AxisX scale={x} label="Service time (minutes)" top={EDGE.top} bottom={HEIGHT - EDGE.bottom} parts={width < 480 ? 5 : 9} lines={false} />
      <AxisY scale={y} label="Visits" left={EDGE.left} right={width - EDGE.right} />
      {bins.map((bin, index) => {
        let below = 0;
        return bin.counts.map((count, part) => {
          const from = below;
          below += count;
          const kind = kinds[part] ?? '';
          return count === 0 ? null : (
            <rect key={`${bin.from} ${kind}`} x={x(index * step)} width={bar} y={y(below)} height={y(from) - y(below)} fill={kindColour(kind)}>
              <title>{`${short(bin.from)} to ${short(bin.until)} min: ${plural(count, 'visit')} of kind ${kind}`}</title>
            </rect>
          );
        });
      })}
      {cuts.map((cut) => <line key={cut} className={styles.cut} x1={x(cut)} x2={x(cut)} y1={EDGE.top - 4} y2={HEIGHT - EDGE.bottom} />)}
      {kinds.map((kind, part) => {
        const [from, until] = [edges[part] ?? 0, edges[part + 1] ?? top];
        return <text key={kind} x={(x(from) + x(until)) / 2} y={EDGE.top - 12} textAnchor="middle" className={styles.kindWord} fill={kindColour(kind)}>{kind}</text>;
      })}
    </>
  );
}

interface Props { minutes: readonly number[]; study: SessionStudy }

export function HistogramChart({ minutes, study }: Props) {
  const { cuts, kinds } = partsOf(study);
  const bins = histogram(minutes, cuts);
  const sorted = minutes.toSorted((a, b) => a - b);
  const longest = study.groups[0];
  const title = longest && study.groups.length > 1
    ? `${percent(longest.share)} of visits are of the longest kind, A: over ${inMinutes(longest.from_minutes)}`
    : `Half of the visits take ${inMinutes(quantile(sorted, 0.5))} or less`;
  return (
    <Figure title={title} file="service-times" height={HEIGHT}
      note={`${plural(minutes.length, 'visit')} by how long they took.`}
      describe={`Histogram of ${plural(minutes.length, 'service time')}: half take ${inMinutes(quantile(sorted, 0.5))} or less, nine in ten ${inMinutes(quantile(sorted, 0.9))} or less. ${study.rule}.`}
      table={{
        columns: ['Minutes', ...kinds.map((kind) => `Visits of kind ${kind}`)],
        rows: bins.map((bin) => [`${short(bin.from)} to ${short(bin.until)}`, ...bin.counts]),
      }}
      renderPlot={(width) => <Bars width={width} bins={bins} study={study} />} />
  );
}

