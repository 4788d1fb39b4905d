/** Where, and how far ahead. Both live in the address. */
import type { Site } from '../api/wire';
import { usePlace } from '../shell/place';
import { NARROW, useMedia } from '../shell/useMedia';
import { capital } from '../time/speech';
import { Choose } from '../ui/Choose';
import { Segmented } from '../ui/Segmented';
import { HORIZONS, type HorizonWords } from '../words/horizons';
import styles from './demand.module.css';

const EVERY = 'every';
const AHEAD = HORIZONS.map(({ id, short }) => ({ id, name: short }));
/** `The next 4 hours`: in a list there is room for words. */
const AHEAD_IN_WORDS = HORIZONS.map(({ id, when }) => ({ id, name: capital(when.replace(/^\w+ /, '')) }));

export function Choices({ sites, horizon }: { sites: readonly Site[]; horizon: HorizonWords }) {
  const [place, go] = usePlace();
  const narrow = useMedia(NARROW);
  const site = sites.some(({ id }) => id === place.site) ? place.site : EVERY;
  return (
    <div className={styles.choices} role="group" aria-label="What is shown">
      {sites.length > 1 && (
        <div className={styles.site}>
          <Choose label="Site" hideLabel value={site} options={[{ id: EVERY, name: 'Every site' }, ...sites]} onChange={(id) => go({ site: id === EVERY ? null : id })} />
        </div>
      )}
      {narrow
        ? <Choose label="How far ahead" hideLabel value={horizon.id} options={AHEAD_IN_WORDS} onChange={(id) => go({ horizon: id })} />
        : <Segmented label="How far ahead" value={horizon.id} options={AHEAD} onChange={(id) => go({ horizon: id })} />}
    </div>
  );
}
