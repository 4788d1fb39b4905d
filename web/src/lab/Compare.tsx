/** Two orders side by side, scored on scenarios that chose neither of them. */
import { useState } from 'react';
import { useComparison, type Compared } from '../api/lab';
import { asProblem } from '../api/problem';
import type { StudyRequest } from '../api/wire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { capital } from '../time/speech';
import { Button } from '../ui/Button';
import { Choose } from '../ui/Choose';
import { ProblemNote } from '../ui/ProblemNote';
import { TextField } from '../ui/TextField';
import { decimal, inMinutes, percent, short } from '../words/numbers';
import { costSentence, waitSentence } from './comparisonWords';
import { isClock } from './BestOrder';
import styles from './lab.module.css';
import { asSequence, compositionInWords, isFree, orderProblem, spaced, type Costs, type NamedOrder } from './orders';
import type { Lab, Result } from './useLab';
import { TwoWaitsChart } from './WaitsChart';

const BEST = 'best';
const TYPED = 'typed';

interface Pick { id: string; typed: string }
interface Side { name: string; sequence: string; order: NamedOrder | undefined }

function sideOf({ best, front, references, study }: Result, free: boolean, { id, typed }: Pick): Side | undefined {
  if (id === TYPED) {
    if (orderProblem(typed, study.composition) !== undefined) return undefined;
    const sequence = asSequence(typed);
    const order = [...front, ...references].find((each) => each.sequence === sequence);
    return { name: spaced(sequence), sequence, order };
  }
  const order = id === BEST ? best : [...references, ...front].find((each) => each.id === id);
  if (order?.sequence === undefined) return undefined;
  return { name: id === BEST && !free ? `best (${order.name})` : order.name, sequence: order.sequence, order };
}

function Picker({ label, result, free, pick, onPick }: { label: string; result: Result; free: boolean; pick: Pick; onPick: (pick: Pick) => void }) {
  const options = [
    { id: BEST, name: free ? 'The order above' : 'Best at these costs' },
    ...result.references.filter((each) => each.sequence !== undefined).map((each) => ({ id: each.id, name: capital(each.name) })),
    { id: TYPED, name: 'An order of my own…' },
    ...result.front.map((each) => ({ id: each.id, name: each.name })),
  ];
  const known = options.some((each) => each.id === pick.id);
  return (
    <div className={styles.stack}>
      <Choose label={label} options={options} value={known ? pick.id : null} onChange={(id) => onPick({ ...pick, id })} />
      {pick.id === TYPED && (
        <TextField label={`${label}: a letter for each slot`} value={pick.typed} autoComplete="off" spellCheck="false"
          help={`It has ${compositionInWords(result.study.composition)}.`} onChange={(typed) => onPick({ ...pick, typed })}
          error={pick.typed === '' ? undefined : orderProblem(pick.typed, result.study.composition)} />
      )}
    </div>
  );
}

interface Told { compared: Compared; first: Side; second: Side; costs: Costs }

function Answer({ told, times }: { told: Told; times: { startsAt: string; slotMinutes: number } }) {
  const { compared: { cost, wait }, first, second, costs } = told;
  const row = (side: Side, which: 'first' | 'second', number: string) => ({
    key: which,
    cells: [`${number}: ${side.name}`, ...[cost[which].wait, cost[which].idle, cost[which].overtime, cost[which].std_w, cost[which].cost].map(decimal)],
  });
  const sentence = waitSentence(wait.difference);
  return (
    <div className={styles.answer}>
      <p className={styles.finding} role="status">{sentence}</p>
      <p>{costSentence(cost)} A minute of waiting costs {short(costs.wait)}, of idling {short(costs.idle)}, of overtime {short(costs.overtime)}.</p>
      {first.order && second.order
        ? <TwoWaitsChart first={{ ...first.order, name: first.name }} second={{ ...second.order, name: second.name }} times={times} />
        : <p className={page.quiet}>Waits along the session are drawn for orders that the study scored; an order of your own has its numbers below.</p>}
      <DataTable label="The two orders in numbers" rows={[row(first, 'first', '1'), row(second, 'second', '2')]}
        columns={['Order', 'Waiting (min)', 'Idling (min)', 'Overtime (min)', 'Unevenness (min)', 'Cost']} />
      <p className={page.quiet}>
        {cost.scenarios.toLocaleString('en-GB')} sessions drawn anew: other ones than those that the study chose by. In brackets: the {percent(cost.difference.confidence)} interval.
        {' '}Waiting, all patients together: {inMinutes(cost.first.wait)} and {inMinutes(cost.second.wait)}.
      </p>
    </div>
  );
}

export function Compare({ lab, result, request, startsAt }: { lab: Lab; result: Result; request: StudyRequest; startsAt: string }) {
  const [first, setFirst] = useState<Pick>({ id: BEST, typed: '' });
  const [second, setSecond] = useState<Pick>({ id: result.references.find((each) => each.name === 'alternating')?.id ?? TYPED, typed: '' });
  const [told, setTold] = useState<Told | null>(null);
  const comparison = useComparison();
  const free = isFree(lab.costs);
  const [one, two] = [sideOf(result, free, first), sideOf(result, free, second)];
  const same = one !== undefined && one.sequence === two?.sequence;
  const { costs } = lab;
  const settled = told?.first.sequence === one?.sequence && told?.second.sequence === two?.sequence
    && told?.costs.wait === costs.wait && told.costs.idle === costs.idle && told.costs.overtime === costs.overtime;

  const compare = (): void => {
    if (!one || !two || same) return;
    const body = {
      ...request, composition: result.study.composition, cost_wait: costs.wait, cost_idle: costs.idle, cost_overtime: costs.overtime,
      scenarios: Math.max(2, request.scenarios), first: one.sequence, second: two.sequence,
    };
    comparison.mutate(body, { onSuccess: (compared) => setTold({ compared, first: one, second: two, costs }) });
  };

  return (
    <section className={page.section} aria-labelledby="compare-title">
      <h2 id="compare-title">Compare two orders</h2>
      <div className={styles.pick}>
        <Picker label="Order 1" result={result} free={free} pick={first} onPick={setFirst} />
        <Picker label="Order 2" result={result} free={free} pick={second} onPick={setSecond} />
        <Button busy={comparison.isPending} isDisabled={!one || !two || same} onPress={compare}>Compare</Button>
      </div>
      {same && <p className={page.quiet} role="status">Both are the same order. Choose another for one of them.</p>}
      {comparison.isError && <ProblemNote problem={asProblem(comparison.error)} />}
      {told && !settled && <p className={page.quiet} role="status">The comparison below is of other orders or costs: compare again to renew it.</p>}
      {told && <Answer told={told} times={{ startsAt: isClock(startsAt) ? startsAt : '08:00', slotMinutes: request.slot_minutes }} />}
    </section>
  );
}
