/** One service at one site over every horizon: the picture, what moved it, and on what it rests. */
import page from '../shell/page.module.css';
import { pageAddress } from '../shell/place';
import { capital } from '../time/speech';
import type { HorizonWords } from '../words/horizons';
import styles from './demand.module.css';
import { HorizonChart } from './HorizonChart';
import type { Series } from './series';
import { basisInWords, groundsOf, horizonsInWords } from './words';

interface Props { id: string; series: Series; horizon: HorizonWords; when: string; model: string | undefined }

export function InFull({ id, series, horizon, when, model }: Props) {
  const movers = series.by.get(horizon.id)?.moved_by ?? [];
  return (
    <section id={id} className={styles.inFull} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{series.serviceName}, {series.siteName}</h2>
      <HorizonChart series={series} />
      <div className={styles.words}>
        <h3>What moves it {when}</h3>
        {movers.length === 0 ? <p>Nothing: it is like other times of the week.</p> : <ul>{movers.map((words) => <li key={words}>{capital(words)}</li>)}</ul>}
      </div>
      <div className={styles.words}>
        <h3>What it rests on</h3>
        <ul>
          {groundsOf(series).map(({ basis, reason, horizons }) => (
            <li key={`${basis} ${reason}`}><strong>{horizonsInWords(horizons)}</strong>: {basis === 'model' ? `${basisInWords(basis)}, ${model ?? ''}` : basisInWords(basis)}.{reason !== '' && ` ${reason}`}</li>
          ))}
        </ul>
      </div>
      <p className={page.quiet}><a href={pageAddress('models', { task: 'demand' })}>How well such predictions have held</a></p>
    </section>
  );
}
