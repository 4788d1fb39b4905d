/** One visit: when, who, its steps, and what can be done with it. */
import { useState } from 'react';
import { useAppointment } from '../api/booking';
import { asProblem } from '../api/problem';
import type { Appointment, VisitType } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { spanOfVisit } from '../board/names';
import { CLOSED_WORDS, STATUS_WORDS } from '../board/status';
import { StatusMark } from '../board/StatusMark';
import { HoldCard } from '../find/HoldCard';
import { useMinute } from '../shell/useNow';
import { capital, dayInWords, lengthInWords, nearDay } from '../time/speech';
import { clock, dateAt, foreignZone } from '../time/zone';
import { Panel } from '../ui/Panel';
import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { Actions } from './Actions';
import { CancelForm } from './CancelForm';
import { Expected } from './Expected';
import { Steps } from './Steps';
import styles from './visit.module.css';

interface Props {
  id: string;
  /** The visit as the board shows it, until the server's answer is here. */
  seen: Appointment | undefined;
  visitTypes: ReadonlyMap<string, VisitType>;
  onBoard: boolean;
  onClose: () => void;
}

const REASONS: Record<string, string> = {
  patient: 'the patient asked', provider: 'the clinic asked', 'hold-lapsed': 'the hold ran out',
  'hold-released': 'the hold was let go', 'equipment-unavailable': 'equipment is not available', weather: 'weather', other: 'another reason',
};

function When({ visit }: { visit: Appointment }) {
  const { zone } = useScene();
  const { start, end } = spanOfVisit(visit);
  const today = dateAt(useMinute(), zone);
  const date = dateAt(start, zone);
  const note = foreignZone(start, zone);
  return (
    <div className={styles.when}>
      <p className={styles.big}>{clock(start, zone)} <span>to {clock(end, zone)}</span></p>
      <p>
        {[nearDay(date, today), dayInWords(date, today)].filter(Boolean).join(', ')} · {lengthInWords(end - start)}
        {note !== '' && <strong className={styles.zone}> · {note}</strong>}
      </p>
    </div>
  );
}

function Facts({ visit }: { visit: Appointment }) {
  const { zone } = useScene();
  return (
    <dl className={styles.facts}>
      <div><dt>Patient</dt><dd>{visit.patient}</dd></div>
      {visit.actual && (
        <div>
          <dt>Took place</dt>
          <dd>{clock(Date.parse(visit.actual.start), zone)} to {clock(Date.parse(visit.actual.end), zone)}</dd>
        </div>
      )}
      {visit.cancel_reason && <div><dt>Cancelled</dt><dd>{REASONS[visit.cancel_reason]}</dd></div>}
      <div><dt>Reference</dt><dd>{visit.id}, version {visit.revision}</dd></div>
    </dl>
  );
}

function Loaded({ visit, visitTypes, onBoard }: { visit: Appointment } & Pick<Props, 'visitTypes' | 'onBoard'>) {
  const { mayBook, mayPredict } = useScene();
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      <p className={styles.status} data-status={visit.status}><StatusMark status={visit.status} />{capital(STATUS_WORDS[visit.status])}</p>
      {visit.start && <When visit={visit} />}
      {CLOSED_WORDS[visit.status] !== undefined && <p className={styles.closed}>{CLOSED_WORDS[visit.status]}</p>}
      {mayBook && visit.status === 'pending' && (
        <HoldCard hold={visit} onRenewed={() => undefined} onConfirmed={() => undefined} onGone={() => undefined} />
      )}
      {mayBook && (cancelling
        ? <CancelForm visit={visit} onDone={() => setCancelling(false)} />
        : <Actions visit={visit} onBoard={onBoard} onCancel={() => setCancelling(true)} />)}
      {mayPredict && <Expected visit={visit} />}
      <Steps visit={visit} visitType={visitTypes.get(visit.visit_type)} />
      <Facts visit={visit} />
    </>
  );
}

export function VisitPanel({ id, seen, visitTypes, onBoard, onClose }: Props) {
  const { names } = useScene();
  const answer = useAppointment(id);
  const newest = answer.data && (!seen || answer.data.revision >= seen.revision) ? answer.data : seen;
  return (
    <Panel title={newest ? names.visit(newest) : 'Visit'} onClose={onClose}>
      {newest && <Loaded key={id} visit={newest} visitTypes={visitTypes} onBoard={onBoard} />}
      {!newest && answer.isError && <ProblemNote problem={asProblem(answer.error)} />}
      {!newest && answer.isPending && <Skeleton label="Opening the visit" />}
    </Panel>
  );
}
