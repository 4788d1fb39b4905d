/** The gates of the challenger as they stand now, before anybody decides. */
import type { ModelGates, ModelTask } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { countInWords, plural } from '../time/speech';
import { Icon } from '../ui/Icon';
import { wordsOf, written } from './figures';
import { gateInWords, gatesInOrder, segmentName, verdictOf } from './gateWords';
import styles from './models.module.css';

function Passed({ passed }: { passed: boolean }) {
  return <span className={styles.verdict} data-verdict={passed ? 'stable' : 'shifted'}><Icon name={passed ? 'tick' : 'cross'} size={14} />{passed ? 'passes' : 'fails'}</span>;
}

function Table({ gates, task }: { gates: ModelGates; task: ModelTask }) {
  return (
    <DataTable label="Gates" columns={['Segment', 'Gate', 'Figure', gates.against ?? 'Simplest method', gates.model, 'Difference (95 %)', 'Rows']} words={3}
      rows={gatesInOrder(gates.gates).map((gate) => ({
        key: `${gate.segment} ${gate.measure}`,
        cells: [
          segmentName(gate.segment), <Passed key="passed" passed={gate.passed} />, wordsOf(gate.measure).name,
          written(gate.measure, gate.champion, task), written(gate.measure, gate.challenger, task),
          gate.difference ? `${written(gate.measure, gate.difference.value, task)} (${written(gate.measure, gate.difference.low, task)} to ${written(gate.measure, gate.difference.high, task)})` : '–',
          countInWords(gate.rows),
        ],
      }))} />
  );
}

/** What speaks against it comes first, as sentences; the table of all gates stands under it. */
export function Gates({ gates, task }: { gates: ModelGates; task: ModelTask }) {
  const failed = gatesInOrder(gates.gates).filter((gate) => !gate.passed);
  const against = [...failed.map((gate) => gateInWords(gate, task)), ...(failed.length === 0 ? gates.refusals : [])];
  return (
    <div className={styles.gates} data-passed={gates.passed}>
      <p className={styles.finding}><Icon name={gates.passed ? 'tick' : 'cross'} />{verdictOf(gates)}</p>
      {against.length > 0 && <ul className={styles.bullets}>{against.map((each) => <li key={each}>{each}</li>)}</ul>}
      {gates.gates.length > 0 && (
        <p className={page.quiet}>
          {gates.against === undefined ? 'As no champion speaks yet, it is compared with the simplest method' : `Compared with ${gates.against}`} on {plural(gates.rows, 'row')} that {gates.against === undefined ? 'its twin was not' : 'neither twin was'} learnt from. A gate fails where the challenger is worse by more than one per cent and more than chance allows.
        </p>
      )}
      {gates.gates.length > 0 && (
        <details className={page.more}><summary>All {plural(gates.gates.length, 'gate')}</summary><Table gates={gates} task={task} /></details>
      )}
    </div>
  );
}
