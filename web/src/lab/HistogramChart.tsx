/** How long visits took, kind by kind: kinds of visit types overlap, kinds of pasted times meet at cut-offs. */
import { useMemo } from 'react';
import { AxisX, AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import type { Bin } from '../chart/histogram';
import { Legend } from '../chart/Legend';
import { linear, roundDomain, type Scale } from '../chart/scale';
import type { SessionStudy } from '../api/wire';
import { plural } from '../time/speech';
import { inMinutes, listed, percent, short } from '../words/numbers';
import { KindMark } from './KindMark';
import styles from './lab.module.css';
import { kindColour } from './kindColour';
import { binsOf, cutsOf, lettersOf, shareOfTimes } from './kindsOfStudy';

const HEIGHT = 280;
const EDGE = { left: 44, right: 8, top: 36, bottom: 44 };

interface Drawn { bins: readonly Bin[]; kinds: readonly string[]; x: Scale; y: Scale; step: number }

/** One on the other, where a time tells its kind. */
function Stacked({ bins, kinds, x, y, step }: Drawn) {
  const bar = Math.max(1, x(step) - x(0) - 1);
  return bins.map((bin, index) => {
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
  });
}

/** Each over the other, all from the ground, so that it shows how far they overlap. */
function Overlaid({ bins, kinds, x, y, step }: Drawn) {
  return kinds.map((kind, part) => {
    const tops = bins.map((bin, index) => `V${y(bin.counts[part] ?? 0)}H${x((index + 1) * step)}`);
    const outline = `M${x(0)},${y(0)}${tops.join('')}V${y(0)}`;
    return (
      <path key={kind} className={styles.overlaid} d={outline} fill={kindColour(kind)} stroke={kindColour(kind)}>
        <title>{`Kind ${kind}: ${plural(bins.reduce((sum, bin) => sum + (bin.counts[part] ?? 0), 0), 'visit')}`}</title>
      </path>
    );
  });
}

function Bars({ width, bins, study }: { width: number; bins: readonly Bin[]; study: SessionStudy }) {
  const [cuts, kinds] = [cutsOf(study), lettersOf(study)];
  const apart = cuts.length > 0 || kinds.length < 2;
  const step = (bins[0]?.until ?? 1) - (bins[0]?.from ?? 0);
  const heights = bins.map(({ counts }) => (apart ? counts.reduce((sum, count) => sum + count, 0) : Math.max(...counts)));
  const x = linear([0, (bins.length || 1) * step], [EDGE.left, width - EDGE.right]);
  const y = linear([0, roundDomain(0, Math.max(1, ...heights), 4)[1]], [HEIGHT - EDGE.bottom, EDGE.top]);
  const drawn: Drawn = { bins, kinds, x, y, step };
  return (
    <>
      <AxisX scale={x} label="Service time (minutes)" top={EDGE.top} bottom={HEIGHT - EDGE.bottom} parts={width < 480 ? 5 : 9} lines={false} />
      <AxisY scale={y} label="Visits" left={EDGE.left} right={width - EDGE.right} />
      {apart ? <Stacked {...drawn} /> : <Overlaid {...drawn} />}
      {cuts.map((cut) => <line key={cut} className={styles.cut} x1={x(cut)} x2={x(cut)} y1={EDGE.top - 4} y2={HEIGHT - EDGE.bottom} />)}
    </>
  );
}

function titleOf({ groups, times }: SessionStudy): string {
  const [longest] = groups;
  if (!longest || groups.length < 2) return `Half of the visits take ${inMinutes(shareOfTimes(times, 0.5))} or less`;
  if (longest.from_minutes !== undefined) return `${percent(longest.share)} of visits are of the longest kind, A: over ${inMinutes(longest.from_minutes)}`;
  return `Usual times: ${listed(groups.map((group) => `${group.kind} ${inMinutes(group.median_minutes)}`))}`;
}

function Key({ groups }: SessionStudy) {
  if (groups.length < 2) return null;
  return (
    <Legend marks={styles.legend}>
      {groups.map((group) => (
        <span key={group.kind}><KindMark kind={group.kind} /> half within {inMinutes(group.median_minutes)}, {percent(group.share)} of visits</span>
      ))}
    </Legend>
  );
}

export function HistogramChart({ study }: { study: SessionStudy }) {
  const bins = useMemo(() => binsOf(study), [study]);
  const kinds = lettersOf(study);
  const [half, most] = [0.5, 0.9].map((share) => inMinutes(shareOfTimes(study.times, share)));
  return (
    <Figure title={titleOf(study)} file="service-times" height={HEIGHT} legend={<Key {...study} />}
      note={`${plural(study.visits, 'visit')} by how long they took.${cutsOf(study).length === 0 && kinds.length > 1 ? ' Where the shapes overlap, visits of more than one kind take so long.' : ''}`}
      describe={`Histogram of ${plural(study.visits, 'service time')}: half take ${half ?? ''} or less, nine in ten ${most ?? ''} or less. ${study.rule}.`}
      table={{
        columns: ['Minutes', ...kinds.map((kind) => `Visits of kind ${kind}`)],
        rows: bins.map((bin) => [`${short(bin.from)} to ${short(bin.until)}`, ...bin.counts]),
      }}
      renderPlot={(width) => <Bars width={width} bins={bins} study={study} />} />
  );
}
