/** Services by what is expected of them, all on one scale; one of them is told in full. */
import { useState } from 'react';
import { NARROW, useMedia } from '../shell/useMedia';
import { marks } from '../chart/scale';
import { BandBar } from '../ui/BandBar';
import { Icon } from '../ui/Icon';
import { capital } from '../time/speech';
import { percent, short } from '../words/numbers';
import type { HorizonWords } from '../words/horizons';
import styles from './demand.module.css';
import { InFull } from './InFull';
import { mostOf, type Series, type SiteGroup } from './series';
import { basisInWords, isModel, peopleWithBand, sharedFallback } from './words';

interface RowProps { series: Series; horizon: HorizonWords; most: number; shared: string | undefined; open: boolean; controls: string; onOpen: () => void }

/** Under the bar: what moved it, and what it rests on where that is no model and was not said for all. */
function Row({ series, horizon, most, shared, open, controls, onOpen }: RowProps) {
  const told = series.by.get(horizon.id);
  if (!told) return null;
  const notes = [...told.moved_by, ...(isModel(told) || told.basis === shared ? [] : [`rests on ${basisInWords(told.basis)}`])];
  return (
    <button type="button" className={styles.row} aria-expanded={open} aria-controls={open ? controls : undefined} data-series={series.key} onClick={onOpen}>
      <span className={styles.name}>{series.serviceName}</span>
      <span className={styles.bar}><BandBar at={told.expected} low={told.low} high={told.high} most={most} unsure={!isModel(told)} /></span>
      <span className={styles.number}><span className="unseen">: </span>{peopleWithBand(told)}</span>
      <span className={styles.sign}><Icon name="next" /></span>
      {notes.length > 0 && <span className={styles.notes}>{capital(notes.join(' · '))}</span>}
    </button>
  );
}

/** Marks from here on stand before their line, or they would leave the page. */
const NEAR_THE_END = 0.9;

/** The one scale, above the bars. */
function Scale({ most }: { most: number }) {
  return (
    <div className={styles.scale} aria-hidden="true">
      <span>People</span>
      <div>
        {marks(0, most, 4).filter((mark) => Number.isInteger(mark)).map((mark) => <i key={mark} data-last={mark / most > NEAR_THE_END || undefined} style={{ insetInlineStart: `${(mark / most) * 100}%` }}><span>{short(mark)}</span></i>)}
      </div>
    </div>
  );
}

const DETAIL = 'demand-in-full';

interface Props { groups: readonly SiteGroup[]; horizon: HorizonWords; when: string; model: string | undefined }

export function SeriesList({ groups, horizon, when, model }: Props) {
  const narrow = useMedia(NARROW);
  const all = groups.flatMap(({ series }) => series);
  const [wanted, setWanted] = useState<string | null>(null);
  // Beside the list there is always room for one; under its row only for one that somebody asked for.
  const [largest] = all.toSorted((a, b) => (b.by.get(horizon.id)?.expected ?? 0) - (a.by.get(horizon.id)?.expected ?? 0));
  const open = all.find(({ key }) => key === wanted) ?? (narrow ? undefined : largest);
  const most = mostOf(all, horizon.id);
  const shared = sharedFallback(all, horizon);
  const inFull = open && <InFull id={DETAIL} key={open.key} series={open} horizon={horizon} when={when} model={model} />;
  return (
    <div className={styles.columns}>
      <section className={styles.list} aria-label={`Expected ${when}`}>
        {shared !== undefined && <p className={styles.shared}>All of these rest on {basisInWords(shared)}{model === undefined ? '' : ': no model spoke'}.</p>}
        <Scale most={most} />
        {groups.map(({ site, name, series }) => (
          <div key={site} className={styles.group}>
            {groups.length > 1 && <h2>{name}</h2>}
            <ul>
              {series.map((each) => (
                <li key={each.key}>
                  <Row series={each} horizon={horizon} most={most} shared={shared} open={each === open} controls={DETAIL}
                    onOpen={() => setWanted(narrow && each === open ? null : each.key)} />
                  {narrow && each === open && inFull}
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p className={styles.legend}>A mark is what is expected, its band what {percent(all[0]?.by.get(horizon.id)?.level ?? 0)} of such times bring. Hatched: no model spoke, and something simpler did. Bands of services cannot be added up.</p>
      </section>
      {!narrow && inFull}
    </div>
  );
}
