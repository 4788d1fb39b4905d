/** What is expected of a visit: whether the patient comes and how long it takes, each with its band and its reasons. */
import type { Probability, VisitLength } from '../api/modelWire';
import { useForecast } from '../api/risks';
import type { Appointment, Status } from '../api/wire';
import { bufferInWords, factorsInWords, lengthWithBand, LEVEL_WORDS, levelOf, newestStage, riskWithBand, stageInWords, unknownInWords, whyUnsure } from '../board/risk';
import { useScene } from '../board/BoardContext';
import { RiskBar } from '../board/RiskBar';
import { useDayRisks } from '../board/useDayRisks';
import { pageAddress } from '../shell/place';
import { capital } from '../time/speech';
import { dateAt } from '../time/zone';
import { percent } from '../words/numbers';
import styles from './expected.module.css';
import panel from './visit.module.css';

function Factors({ risk }: { risk: Probability }) {
  const factors = factorsInWords(risk.factors);
  const unknown = unknownInWords(risk);
  return (
    <>
      {factors.length > 0 && (
        <ul className={styles.factors}>
          {factors.map(({ words, way }) => (
            <li key={words}><span aria-hidden="true">{way === 'likelier' ? '▲' : '▼'}</span><span>{capital(words)}: makes it {way}</span></li>
          ))}
        </ul>
      )}
      {unknown !== '' && <p className={styles.quiet}>{unknown}</p>}
    </>
  );
}

/** Doubtful or not by the visit's own day, also where a whole week or another day is in sight. */
function Coming({ stages, visit }: { stages: readonly Probability[]; visit: Appointment }) {
  const { zone } = useScene();
  const { doubtfulFrom } = useDayRisks(visit.site, dateAt(Date.parse(visit.start ?? ''), zone), true);
  const risk = newestStage(stages);
  if (!risk) return null;
  const level = levelOf(risk, doubtfulFrom);
  const before = stages.find((other) => other.stage === 'at-booking' && other !== risk);
  const why = whyUnsure(risk);
  return (
    <div className={styles.part}>
      <p className={styles.name}>Risk of not coming</p>
      <p className={styles.figure}>{riskWithBand(risk)} <span data-level={level}>{level === 'unsure' ? 'not sure' : LEVEL_WORDS[level]}</span></p>
      <RiskBar risk={risk} />
      {why !== '' && <p className={styles.quiet}><strong>Too little known.</strong> {why}</p>}
      <Factors risk={risk} />
      <p className={styles.quiet}>{capital(stageInWords(risk.stage))}.{before && ` At booking it was ${riskWithBand(before)}.`}</p>
    </div>
  );
}

function Taking({ length }: { length: VisitLength }) {
  return (
    <div className={styles.part}>
      <p className={styles.name}>Length</p>
      <p className={styles.figure}>{lengthWithBand(length)}</p>
      {length.basis !== 'model' && <p className={styles.quiet}><strong>Too little known.</strong> {length.fallback_reason ?? 'This is what its type is planned for.'}</p>}
      {length.basis === 'model' && <p className={styles.quiet}>{bufferInWords(length)} The band is meant to hold for {percent(length.level)} of visits.</p>}
    </div>
  );
}

const OPEN: readonly Status[] = ['booked', 'arrived', 'checked-in'];

/** Nothing of what is over; of somebody who is here, only how long it takes. */
export function Expected({ visit }: { visit: Appointment }) {
  const { id, status } = visit;
  const forecast = useForecast(id, OPEN.includes(status));
  if (!OPEN.includes(status)) return null;
  return (
    <section className={styles.expected} aria-labelledby="expected-title">
      <h3 id="expected-title" className={panel.heading}>What is expected</h3>
      {forecast.isPending && <p className={styles.quiet} role="status">Working it out…</p>}
      {forecast.isError && <p className={styles.quiet}>What is expected cannot be told now. Nothing else depends on it.</p>}
      {forecast.data && (
        <>
          {status === 'booked' && <Coming stages={forecast.data.no_show} visit={visit} />}
          {forecast.data.length && <Taking length={forecast.data.length} />}
          <p className={styles.quiet}><a href={pageAddress('models')}>How well such predictions have held</a></p>
        </>
      )}
    </section>
  );
}
