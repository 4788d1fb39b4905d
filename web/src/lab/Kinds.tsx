/** The kinds of visit: how long visits took, how many kinds are worth telling apart, which visit type is which. */
import type { ServiceTimes, SessionStudy } from '../api/wire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { countInWords, plural } from '../time/speech';
import { decimal, percent } from '../words/numbers';
import { ElbowChart } from './ElbowChart';
import { HistogramChart } from './HistogramChart';
import { KindMark } from './KindMark';
import styles from './lab.module.css';
import type { Lab } from './useLab';

function TypeTable({ study, service }: { study: SessionStudy; service: ServiceTimes | undefined }) {
  const spread = new Map(service?.visit_types.map((each) => [each.visit_type, each]));
  const clear = study.visit_types.filter((each) => Math.round(each.share * 100) >= 75).length;
  const all = clear === study.visit_types.length;
  return (
    <section className={styles.tabled} aria-labelledby="types-title">
      <h3 id="types-title">
        {all ? 'Every visit type keeps to its kind' : `${clear} of ${plural(study.visit_types.length, 'visit type')} ${clear === 1 ? 'keeps' : 'keep'} to their kind`}:
        {' '}three in four visits are nearest to its usual time
      </h3>
      <DataTable label="Visit types and their kinds" words={2}
        columns={['Visit type', 'Kind', 'Nearest its kind’s usual time', 'Visits', 'Planned (min)', 'Median (min)', 'Eight in ten (min)']}
        rows={study.visit_types.map((each) => {
          const times = spread.get(each.visit_type);
          return {
            key: each.visit_type,
            cells: [
              each.name, <KindMark key="kind" kind={each.kind} />, percent(each.share), countInWords(each.visits), times?.planned_minutes ?? '–',
              decimal(each.median_minutes), times ? `${decimal(times.p10_minutes)} to ${decimal(times.p90_minutes)}` : '–',
            ],
          };
        })} />
    </section>
  );
}

export function Kinds({ lab, study }: { lab: Lab; study: SessionStudy }) {
  const { data } = lab;
  const service = data && 'service' in data ? lab.services.data?.find((each) => each.service === data.service) : undefined;
  return (
    <section className={page.section} aria-labelledby="kinds-title">
      <h2 id="kinds-title">Kinds of visit</h2>
      <p className={page.lead}>{study.rule}. {study.left_out > 0 && `${plural(study.left_out, 'finished visit')} without a known length ${study.left_out === 1 ? 'is' : 'are'} left out.`}</p>
      <div className={page.two}>
        <HistogramChart study={study} />
        {study.elbow.length > 1 && <ElbowChart study={study} />}
      </div>
      {study.visit_types.length > 0 && <TypeTable study={study} service={service} />}
    </section>
  );
}
