/** Find a time, hold it, book it. */
import { asProblem } from '../api/problem';
import type { Board, VisitType } from '../api/wire';
import { useScene, type FindWish } from '../board/BoardContext';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import { ProblemNote } from '../ui/ProblemNote';
import { FindForm } from './FindForm';
import styles from './find.module.css';
import { HoldCard, VisitFacts } from './HoldCard';
import { Openings } from './Openings';
import { ageError, limitsInWords, patientError } from './search';
import { useFind } from './useFind';

interface Props {
  wish: FindWish;
  board: Board;
  visitTypes: ReadonlyMap<string, VisitType>;
  onClose: () => void;
}

type Find = ReturnType<typeof useFind>;

function Trouble({ find, fixed }: { find: Find; fixed: boolean }) {
  const { zone } = useScene();
  if (find.trouble) return <ProblemNote problem={asProblem(find.trouble)} zone={zone} />;
  const missing = fixed ? undefined : patientError(find.form.patient);
  if (find.tried && missing !== undefined) return <p role="alert" className={styles.quiet}>Write the patient’s pseudonym above, then choose this time.</p>;
  return null;
}

function goToAge(): void {
  document.querySelector<HTMLInputElement>('[data-field="age"] input')?.focus();
}

/** Times are not looked for without the age: the panel says why it is empty, and leads to the field. */
function AgeFirst({ form, visitType }: { form: Find['form']; visitType: VisitType }) {
  if (form.age !== '') return <p className={styles.empty}><strong>No times for that age.</strong> {ageError(form.age, visitType)}</p>;
  return (
    <div className={styles.empty} role="status">
      <p><strong>Write the patient’s age: this visit has age limits.</strong></p>
      <p>{limitsInWords(visitType)}. <button type="button" className={styles.link} onClick={goToAge}>Go to the age</button></p>
    </div>
  );
}

function Results({ find, fixed }: { find: Find; fixed: boolean }) {
  const { openings } = find;
  if (!find.visitType) {
    return <p className={styles.empty}><strong>Which visit?</strong> Choose one, and the times that fit appear here at once.</p>;
  }
  if (ageError(find.form.age, find.visitType) !== undefined) return <AgeFirst form={find.form} visitType={find.visitType} />;
  if (openings.isError) return <ProblemNote problem={asProblem(openings.error)} />;
  if (!openings.data) return openings.isFetching ? <div className={styles.waiting} role="status" aria-label="Looking for times"><i /><i /><i /><i /></div> : null;
  if (openings.data.items.length === 0) {
    return (
      <p className={styles.empty}>
        <strong>Nothing fits in the four weeks from that day.</strong> Choose a later day, or let anyone who can do it.
      </p>
    );
  }
  return (
    <>
      <Openings openings={openings.data.items} chosen={find.chosen} onChoose={find.choose}
        trouble={<Trouble find={find} fixed={fixed} />} />
      {find.more && <Button onPress={find.more}>Show later times</Button>}
    </>
  );
}

function Booked({ find, onClose }: { find: Find; onClose: () => void }) {
  const scene = useScene();
  if (find.stage.at !== 'booked') return null;
  const { visit } = find.stage;
  return (
    <section className={styles.held} data-state="booked" role="status" aria-label="Booked">
      <h3>Booked</h3>
      <VisitFacts visit={visit} />
      <div className={styles.acts}>
        <Button look="primary" autoFocus onPress={onClose}>Done</Button>
        <Button onPress={() => scene.openVisit(visit)}>Open the visit</Button>
        <Button look="quiet" onPress={() => {
          find.change({ patient: '' });
          find.setStage({ at: 'choose' });
        }}>Book another</Button>
      </div>
    </section>
  );
}

export function FindPanel({ wish, board, visitTypes, onClose }: Props) {
  const scene = useScene();
  const find = useFind(wish, board, visitTypes, onClose);
  const { stage } = find;
  const fixed = wish.instead !== undefined;
  return (
    <Panel title={wish.instead ? `Another time: ${scene.names.visit(wish.instead)}` : 'Find a time'} onClose={onClose}>
      {stage.at === 'choose' && (
        <>
          <FindForm form={find.form} change={find.change} board={board} visitTypes={visitTypes} tried={find.tried} fixed={fixed} />
          <Results find={find} fixed={fixed} />
        </>
      )}
      {stage.at === 'held' && (
        <HoldCard hold={stage.visit} onRenewed={(visit) => find.setStage({ at: 'held', visit })}
          onConfirmed={(visit) => find.setStage({ at: 'booked', visit })} onGone={() => find.setStage({ at: 'choose' })} />
      )}
      <Booked find={find} onClose={onClose} />
    </Panel>
  );
}
