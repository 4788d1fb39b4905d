/** The little form in which a finished visit gets its real times. What it proposes is sent as it stands, unless somebody corrects it. */
import { lengthInWords } from '../time/speech';
import { MINUTE, zoneInWords, foreignZone } from '../time/zone';
import { TextField } from '../ui/TextField';
import { minutesTaken, type Checked, type Proposal, type Times } from './actualTimes';
import styles from './visit.module.css';

const USE = 'Correct them where they are wrong: how long visits take is learnt from them.';
const NOTHING = 'Without times it is finished all the same, and nothing is learnt of how long it took.';

interface Props {
  times: Times;
  onTimes: (times: Times) => void;
  proposal: Proposal;
  checked: Checked;
  /** Whether somebody has tried to finish with what stands here. */
  tried: boolean;
  zone: string;
  now: number;
}

export function TookPlace({ times, onTimes, proposal, checked, tried, zone, now }: Props) {
  const minutes = minutesTaken(checked);
  const empty = times.began === '' && times.ended === '';
  const shown = tried ? checked.wrong : {};
  const elsewhere = foreignZone(now, zone) === '' ? '' : ` (${zoneInWords(zone)})`;
  const field = { maxLength: 5, autoComplete: 'off', inputMode: 'numeric' } as const;
  return (
    <fieldset className={styles.tookPlace}>
      <legend>When it took place{elsewhere}</legend>
      <div className={styles.times}>
        <TextField {...field} label="Began" value={times.began} onChange={(began) => onTimes({ ...times, began })} error={shown.began} />
        <TextField {...field} label="Ended" value={times.ended} onChange={(ended) => onTimes({ ...times, ended })} error={shown.ended} />
        {minutes !== undefined && <p className={styles.taken}>{lengthInWords(minutes * MINUTE)}</p>}
      </div>
      <p className={styles.source}>{proposal.why} {empty ? NOTHING : USE}</p>
    </fieldset>
  );
}
