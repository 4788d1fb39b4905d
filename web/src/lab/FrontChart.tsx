/** Waiting against idling and overtime: every order that is best at some costs, and the orders that clinics use unplanned. */
import { AxisX, AxisY } from '../chart/Axes';
import { Figure } from '../chart/Figure';
import { placeLabels } from '../chart/labels';
import { linear, roundDomain } from '../chart/scale';
import { capital, plural } from '../time/speech';
import { decimal, inMinutes } from '../words/numbers';
import styles from './lab.module.css';
import { isFree, type Costs, type NamedOrder } from './orders';
import type { Result } from './useLab';

const HEIGHT = 380;
const EDGE = { left: 44, right: 16, top: 36, bottom: 44 };

const staff = (order: NamedOrder): number => order.idle + order.overtime;

function Points({ width, result: { front, references, best }, free }: { width: number; result: Result; free: boolean }) {
  const all = [...front, ...references];
  const room = { left: EDGE.left, right: width - EDGE.right, top: EDGE.top, bottom: HEIGHT - EDGE.bottom };
  const ends = (of: (order: NamedOrder) => number): [number, number] => {
    const [low, high] = [Math.min(...all.map(of)), Math.max(...all.map(of))];
    const air = (high - low || 1) * 0.06;
    return roundDomain(Math.max(0, low - air), high + air, 6);
  };
  const x = linear(ends(staff), [room.left, room.right]);
  const y = linear(ends((order) => order.wait), [room.bottom, room.top]);
  const at = (order: NamedOrder): { x: number; y: number } => ({ x: x(staff(order)), y: y(order.wait) });
  // Only what no other order beats in this picture is joined: idling and overtime are two things, drawn as one.
  const edge = front.toSorted((a, b) => a.wait - b.wait || staff(a) - staff(b))
    .filter((order, index, sorted) => sorted.slice(0, index).every((other) => staff(other) > staff(order)));
  const labels = [...(free ? [] : [{ ...at(best), words: 'best at these costs', reach: 11 }]), ...references.map((each) => ({ ...at(each), words: each.name }))];
  const places = placeLabels(labels, all.map(at), room);
  return (
    <>
      <AxisX scale={x} label={width < 480 ? 'Idling and overtime (minutes)' : 'Idling and overtime together (minutes per session)'} top={room.top} bottom={room.bottom} parts={width < 480 ? 4 : 8} />
      <AxisY scale={y} label={width < 480 ? 'Waiting of all patients (minutes)' : 'Waiting of all patients together (minutes per session)'} left={room.left} right={room.right} />
      <polyline className={styles.edge} points={edge.map((order) => `${x(staff(order))},${y(order.wait)}`).join(' ')} />
      {front.map((order) => (
        <circle key={order.id} className={styles.frontDot} cx={at(order).x} cy={at(order).y} r="4.5">
          <title>{`${order.name}: waiting ${inMinutes(order.wait)}, idling ${inMinutes(order.idle)}, overtime ${inMinutes(order.overtime)}`}</title>
        </circle>
      ))}
      {references.map((order) => (
        <path key={order.id} className={styles.referenceDot} d={`M${at(order).x} ${at(order).y - 6}l6 6-6 6-6-6z`}>
          <title>{`${order.name}: waiting ${inMinutes(order.wait)}, idling ${inMinutes(order.idle)}, overtime ${inMinutes(order.overtime)}`}</title>
        </path>
      ))}
      {!free && (
        <g className={styles.chosenDot}>
          <circle cx={at(best).x} cy={at(best).y} r="9" />
          <circle cx={at(best).x} cy={at(best).y} r="4.5" />
        </g>
      )}
      {places.map((place, index) => (
        <text key={labels[index]?.words} x={place.x} y={place.y} textAnchor={place.anchor} className={index === 0 && !free ? styles.chosenWords : styles.dotWords}>
          {labels[index]?.words}
        </text>
      ))}
    </>
  );
}

function titleOf({ front, references, best }: Result, free: boolean): string {
  const firstCome = references[0];
  if (!firstCome || free) return `${plural(front.length, 'order')} can be best`;
  const less = firstCome.wait - best.wait;
  const spare = staff(firstCome) - staff(best);
  if (Math.abs(less) < 0.05 && Math.abs(spare) < 0.05) return 'First come, first served is as good as any order';
  const waiting = `Patients wait ${inMinutes(Math.abs(less))} ${less >= 0 ? 'less' : 'more'}`;
  return `${waiting} than first come, first served, for ${inMinutes(Math.abs(spare))} ${spare >= 0 ? 'less' : 'more'} idling and overtime`;
}

export function FrontChart({ result, costs }: { result: Result; costs: Costs }) {
  const free = isFree(costs);
  const { study, front, references, best } = result;
  const rows = [
    ...front.map((order) => ({ name: order === best && !free ? `${order.name} (best at these costs)` : order.name, order })),
    ...references.map((order) => ({ name: capital(order.name), order })),
  ];
  return (
    <Figure title={titleOf(result, free)} file="session-front" height={HEIGHT}
      note={`Each dot is an order that is best at some costs, ${study.exact ? 'out of every order there is' : 'of those that a search saw'}. Diamonds are orders that need no planning.`}
      describe={`Chart: waiting against idling and overtime. ${plural(front.length, 'order')} from ${inMinutes(front[0]?.wait ?? 0)} to ${inMinutes(front.at(-1)?.wait ?? 0)} of waiting${free ? '' : `; the best at these costs waits ${inMinutes(best.wait)} and idles or runs over ${inMinutes(staff(best))}`}.`}
      table={{
        columns: ['Order', 'Waiting, all patients (min)', 'Idling (min)', 'Overtime (min)', 'Unevenness of waits (min)'],
        rows: rows.map(({ name, order }) => [name, ...[order.wait, order.idle, order.overtime, order.std_w].map(decimal)]),
      }}
      renderPlot={(width) => <Points width={width} result={result} free={free} />} />
  );
}
