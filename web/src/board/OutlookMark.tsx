/** Beside a practitioner's name: how full the session will be, and behind it what else is expected. */
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useDirection } from '../shell/direction';
import { spanInWords } from '../time/speech';
import { clock } from '../time/zone';
import { Along } from '../ui/Along';
import { BandBar } from '../ui/BandBar';
import { useScene } from './BoardContext';
import { adviceInShort, adviceInWords, checkedInWords, comingWithBand, isShaky, minutesWithBand, outlookInWords, shareWithBand, whyAdvised, type Outlook } from './outlook';
import styles from './outlookMark.module.css';

interface Figure { name: string; words: string; band?: { at: number; low: number; high: number; most: number } }

/** Waiting and overtime stand on one scale of minutes, so that they can be weighed. */
function figuresOf(outlook: Outlook): Figure[] {
  const { mean_wait_minutes: wait, overtime_minutes: overtime, utilisation } = outlook;
  const minutes = Math.max(30, wait?.high ?? 0, overtime.high);
  return [
    { name: 'Busy', words: shareWithBand(utilisation), band: { at: utilisation.expected, ...ends(utilisation), most: Math.max(1, utilisation.high) } },
    ...(wait ? [{ name: 'Patients wait', words: minutesWithBand(wait), band: { at: wait.expected, ...ends(wait), most: minutes } }] : []),
    { name: 'Overtime', words: minutesWithBand(overtime), band: { at: overtime.expected, ...ends(overtime), most: minutes } },
    { name: 'Patients come', words: comingWithBand(outlook) },
  ];
}

function ends({ low, high }: { low: number; high: number }): { low: number; high: number } {
  return { low, high };
}

function InFull({ outlook, name }: { outlook: Outlook; name: string }) {
  const { zone } = useScene();
  const shaky = isShaky(outlook);
  return (
    <Dialog className={styles.dialog ?? ''} aria-label={`Outlook of ${name}`}>
      <header>
        <h2>{name}</h2>
        <p>{spanInWords(Date.parse(outlook.from), Date.parse(outlook.until), zone)}, as expected at {clock(Date.parse(outlook.asOf), zone)}</p>
      </header>
      <dl>
        {figuresOf(outlook).map(({ name: what, words, band }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{words}</dd>
            {band && <dd className={styles.bar}><BandBar {...band} unsure={shaky} /></dd>}
          </div>
        ))}
      </dl>
      <p><strong>{adviceInWords(outlook)}.</strong> {whyAdvised(outlook)}</p>
      <p className={styles.quiet}>{checkedInWords(outlook)} {outlook.models}.</p>
    </Dialog>
  );
}

/** Not on the way of the Tab key: `O` on the row opens it. */
export function OutlookMark({ outlook, name }: { outlook: Outlook; name: string }) {
  const placement = useDirection() === 'rtl' ? 'bottom right' : 'bottom left';
  const { utilisation } = outlook;
  const short = adviceInShort(outlook);
  return (
    <Along>
      <DialogTrigger>
        <Button className={styles.mark ?? ''} excludeFromTabOrder data-outlook={outlook.resource} data-advice={outlook.advice}
          aria-label={`Outlook of ${name}: ${outlookInWords(outlook)}. ${adviceInWords(outlook)}`}>
          <span className={styles.fill}><BandBar at={utilisation.expected} low={utilisation.low} high={utilisation.high} most={Math.max(1, utilisation.high)} unsure={isShaky(outlook)} /></span>
          {short !== '' && <span className={styles.word}>{short}</span>}
        </Button>
        <Popover className={styles.popover ?? ''} placement={placement}><InFull outlook={outlook} name={name} /></Popover>
      </DialogTrigger>
    </Along>
  );
}
