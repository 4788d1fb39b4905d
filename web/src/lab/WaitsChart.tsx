/** Waits along the session, over the strip of its slots: the slots are the axis. */
import { AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { Legend } from '../chart/Legend';
import { linear, roundDomain, type Scale } from '../chart/scale';
import { decimal, inMinutes } from '../words/numbers';
import styles from './lab.module.css';
import { kindColour } from './kindColour';
import { clockAfter, spanOf } from './slotTimes';
import type { NamedOrder } from './orders';

const EDGE = { left: 40, right: 4, top: 36 };
const STRIP = 30;
const UNDER = 40;
const PLOT = 200;

interface Times { startsAt: string; slotMinutes: number }

interface Line { order: NamedOrder; name: string; mark: 'first' | 'second' }

function Strip({ line, x, top, times }: { line: Line; x: Scale; top: number; times: Times | null }) {
  const letters = [...(line.order.sequence ?? '')];
  const width = x(1) - x(0);
  const every = Math.ceil(38 / width);
  return (
    <g>
      {letters.map((kind, slot) => (
        // Slots have no other name than their place.
        // oxlint-disable-next-line no-array-index-key
        <g key={slot} transform={`translate(${x(slot)},${top})`}>
          <rect x="0.5" width={width - 1} height={STRIP} rx="3" fill={kindColour(kind)} />
          <text x={width / 2} y={STRIP / 2} dy="0.36em" textAnchor="middle" className={styles.onKind}>{kind}</text>
          {times && slot % every === 0 && (
            <text x="1" y={STRIP + 16} className={styles.tick}>{clockAfter(times.startsAt, slot * times.slotMinutes)}</text>
          )}
        </g>
      ))}
    </g>
  );
}

function Wait({ line, x, y, banded }: { line: Line; x: Scale; y: Scale; banded: boolean }) {
  const waits = line.order.slot_waits;
  const middle = (index: number): number => x(index + 0.5);
  const up = waits.map((wait, index) => `${middle(index)},${y(wait.p90)}`);
  const down = waits.map((wait, index) => `${middle(index)},${y(wait.p10)}`).toReversed();
  return (
    <g data-line={line.mark} className={styles.waits}>
      {banded && <polygon className={styles.band} points={[...up, ...down].join(' ')} />}
      <polyline className={styles.mean} points={waits.map((wait, index) => `${middle(index)},${y(wait.mean)}`).join(' ')} />
      {waits.map((wait, index) => (
        <g key={wait.slot} transform={`translate(${middle(index)},${y(wait.mean)})`} className={styles.meanDot}>
          {line.mark === 'first' ? <circle r="3.5" /> : <rect x="-3.5" y="-3.5" width="7" height="7" />}
          <title>{`${line.name}, slot ${wait.slot}: ${inMinutes(wait.mean)} (${decimal(wait.p10)} to ${decimal(wait.p90)})`}</title>
        </g>
      ))}
    </g>
  );
}

function Plot({ width, lines, times }: { width: number; lines: readonly Line[]; times: Times }) {
  const slots = Math.max(1, ...lines.map((line) => line.order.slot_waits.length));
  const one = lines.length === 1;
  const most = Math.max(1, ...lines.flatMap(({ order }) => order.slot_waits.map((wait) => wait.p90)));
  const x = linear([0, slots], [EDGE.left, width - EDGE.right]);
  const bottom = EDGE.top + PLOT;
  const y = linear([0, roundDomain(0, most, 4)[1]], [bottom, EDGE.top]);
  const strips = lines.filter((line) => line.order.sequence !== undefined);
  return (
    <>
      <AxisY scale={y} label="Wait of one patient (minutes)" left={EDGE.left} right={width - EDGE.right} />
      {lines.map((line) => <Wait key={line.mark} line={line} x={x} y={y} banded />)}
      {strips.map((line, index) => (
        <g key={line.mark}>
          {!one && <text x={EDGE.left - 10} y={bottom + 12 + index * (STRIP + 6)} dy="1em" textAnchor="end" className={styles.tick}>{line.mark === 'first' ? '1' : '2'}</text>}
          <Strip line={line} x={x} top={bottom + 8 + index * (STRIP + 6)} times={index === strips.length - 1 ? times : null} />
        </g>
      ))}
    </>
  );
}

export function heightOf(strips: number): number {
  return EDGE.top + PLOT + 8 + Math.max(1, strips) * (STRIP + 6) + UNDER - 14;
}

function Key({ lines }: { lines: readonly Line[] }) {
  return (
    <Legend marks={styles.legend}>
      {lines.map((line) => <span key={line.mark} data-line={line.mark}><i aria-hidden="true" />{line.mark === 'first' ? '1' : '2'}: {line.name}</span>)}
      <span data-line="band"><i aria-hidden="true" />{lines.length > 1 ? 'bands: ' : ''}eight of ten patients</span>
    </Legend>
  );
}

/** The wait that is longest on average, and where. */
function longest(order: NamedOrder): { slot: number; mean: number } {
  return order.slot_waits.reduce((most, wait) => (wait.mean > most.mean ? wait : most), { slot: 1, mean: 0 });
}

export function WaitsChart({ order, times }: { order: NamedOrder; times: Times }) {
  const most = longest(order);
  const at = clockAfter(times.startsAt, (most.slot - 1) * times.slotMinutes);
  const lines: Line[] = [{ order, name: order.name, mark: 'first' }];
  return (
    <Figure title={`The longest wait is at ${at}: ${inMinutes(most.mean)} on average`} file="session-waits" height={heightOf(1)}
      note="The mean wait at each slot, and the band in which eight of ten patients fall. Letters are the kinds of visit."
      describe={`Chart: mean wait at each of ${order.slot_waits.length} slots, from ${inMinutes(order.slot_waits[0]?.mean ?? 0)} at the first to ${inMinutes(order.slot_waits.at(-1)?.mean ?? 0)} at the last; the longest is ${inMinutes(most.mean)} at ${at}. The order is ${[...(order.sequence ?? '')].join(' ')}.`}
      table={{
        columns: ['Slot', 'Time', 'Kind', 'Mean wait (min)', 'One in ten waits at most (min)', 'Nine in ten wait at most (min)'],
        rows: order.slot_waits.map((wait, index) => [
          wait.slot, spanOf(times.startsAt, index, times.slotMinutes), order.sequence?.charAt(index) ?? '', decimal(wait.mean), decimal(wait.p10), decimal(wait.p90),
        ]),
      }}
      renderPlot={(width) => <Plot width={width} lines={lines} times={times} />} />
  );
}

/** Where two orders differ most, and by how much. */
function differMost(first: NamedOrder, second: NamedOrder, times: Times): string {
  const gaps = first.slot_waits.map((wait, index) => Math.abs(wait.mean - (second.slot_waits[index]?.mean ?? 0)));
  const slot = gaps.indexOf(Math.max(...gaps));
  const of = (order: NamedOrder): string => inMinutes(order.slot_waits[slot]?.mean ?? 0);
  return `Waits differ most at ${clockAfter(times.startsAt, slot * times.slotMinutes)}: ${of(first)} in order 1, ${of(second)} in order 2`;
}

export function TwoWaitsChart({ first, second, times }: { first: NamedOrder; second: NamedOrder; times: Times }) {
  const lines: Line[] = [{ order: first, name: first.name, mark: 'first' }, { order: second, name: second.name, mark: 'second' }];
  return (
    <Figure title={differMost(first, second, times)} file="session-waits-compared" height={heightOf(lines.filter((line) => line.order.sequence !== undefined).length)}
      describe={`Chart: mean waits of two orders along the session. ${lines.map(({ name, order }) => `${name}: the longest is ${inMinutes(longest(order).mean)}`).join('. ')}.`}
      table={{
        columns: ['Slot', 'Time', `${first.name}: mean wait (min)`, `${second.name}: mean wait (min)`],
        rows: first.slot_waits.map((wait, index) => [
          wait.slot, spanOf(times.startsAt, index, times.slotMinutes), decimal(wait.mean), decimal(second.slot_waits[index]?.mean ?? 0),
        ]),
      }}
      legend={<Key lines={lines} />}
      renderPlot={(width) => <Plot width={width} lines={lines} times={times} />} />
  );
}
