/** Templates, newest first, and what can be decided about each. */
import { useMemo } from 'react';
import { useResources, useTemplates } from '../api/lab';
import { asProblem } from '../api/problem';
import { useVisitTypes } from '../api/catalogue';
import type { SessionTemplate } from '../api/wire';
import page from '../shell/page.module.css';
import { plural } from '../time/speech';
import { Button } from '../ui/Button';
import { ProblemNote } from '../ui/ProblemNote';
import styles from './lab.module.css';
import { TemplateCard } from './TemplateCard';

const RANK: Record<SessionTemplate['status'], number> = { proposed: 0, adopted: 1, retired: 2, declined: 3 };

function number(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}

/** What waits for a decision first, then what is in force, then what is over; the newest of each first. */
export function inOrder(templates: readonly SessionTemplate[]): SessionTemplate[] {
  return templates.toSorted((a, b) => RANK[a.status] - RANK[b.status] || number(b.id) - number(a.id));
}

function statusSentence(templates: readonly SessionTemplate[]): string {
  const of = (status: SessionTemplate['status']): number => templates.filter((each) => each.status === status).length;
  const waiting = of('proposed') === 0 ? '' : ` ${plural(of('proposed'), 'proposal waits', 'proposals wait')} for a decision.`;
  return `${of('adopted') === 0 ? 'No template is' : plural(of('adopted'), 'template is', 'templates are')} in force.${waiting}`;
}

export function Templates({ fresh }: { fresh: string | null }) {
  const templates = useTemplates();
  const resources = useResources();
  const visitTypes = useVisitTypes();
  const names = useMemo(() => new Map([...(resources.data ?? []), ...(visitTypes.data?.values() ?? [])].map((each) => [each.id, each.name])),
    [resources.data, visitTypes.data]);
  return (
    <section className={page.section} aria-labelledby="templates-title">
      <h2 id="templates-title">Templates</h2>
      {templates.isPending && <p className={page.quiet} role="status">Reading templates…</p>}
      {templates.isError && (
        <>
          <ProblemNote problem={asProblem(templates.error)} />
          <Button onPress={() => void templates.refetch()}>Try again</Button>
        </>
      )}
      {templates.data?.length === 0 && (
        <p className={page.empty}><strong>No templates yet.</strong> Publish an order, and it waits here for somebody to adopt it. Until then the board stays as it is.</p>
      )}
      {templates.data && templates.data.length > 0 && (
        <>
          <p className={page.lead}>{statusSentence(templates.data)}</p>
          <ul className={styles.templates}>
            {inOrder(templates.data).map((each) => (
              <li key={each.id}><TemplateCard template={each} names={names} fresh={each.id === fresh} others={templates.data} /></li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
