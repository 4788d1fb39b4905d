/** An order becomes a proposal: whose sessions, when, for which visits. It binds nobody until it is adopted. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useVisitTypes } from '../api/catalogue';
import { useProposeTemplate, useResources } from '../api/lab';
import { asProblem } from '../api/problem';
import type { SessionTemplate, VisitType } from '../api/wire';
import page from '../shell/page.module.css';
import { sayDone } from '../shell/toasts';
import { Button } from '../ui/Button';
import { CheckChips } from '../ui/CheckChips';
import { Failure } from '../ui/Failure';
import { NumberText } from '../ui/NumberText';
import { Panel } from '../ui/Panel';
import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { TextField } from '../ui/TextField';
import { inMinutes, listed } from '../words/numbers';
import { Hindsight } from './Hindsight';
import { Order } from './KindMark';
import { KindTable } from './KindTable';
import styles from './lab.module.css';
import { clockAfter } from './slotTimes';
import type { NamedOrder } from './orders';
import { changesOf, evidenceOf, fieldErrors, kindsOf, missing, NO_KIND, takesPart, templateOf, typesOf, unableOf, WEEKDAYS, type FieldName, type Form, type Studied } from './proposal';
import { NotStudied } from './NotStudied';
import { releaseHelp } from './releaseWords';
import { ResourcePicker } from './ResourcePicker';
import type { Lab, Result } from './useLab';

interface Props { lab: Lab; result: Result; order: NamedOrder; startsAt: string; onClose: () => void; onProposed: (template: SessionTemplate) => void }

function useForm({ lab, result, startsAt }: Props, types: readonly VisitType[]) {
  const [form, setForm] = useState<Form>(() => ({
    name: `${lab.name} session`, resources: [], weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], startsAt,
    slotMinutes: Math.round(lab.setting?.slotMinutes ?? 15), releaseDays: 2, kinds: kindsOf(result.study, types),
  }));
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }));
    setTouched(new Set([...touched, ...(Object.keys(part) as FieldName[])]));
  };
  return { form, change, touched, sent: () => setTouched(new Set()) };
}

function Fields(props: Props & { types: VisitType[] }) {
  const { lab, result, order, types, onProposed } = props;
  const resources = useResources();
  const propose = useProposeTemplate();
  const [tries, setTries] = useState(0);
  const { form: written, change, touched, sent } = useForm(props, types);
  const sheet = useRef<HTMLFormElement>(null);
  const unable = useMemo(() => unableOf(types, (resources.data ?? []).filter((each) => written.resources.includes(each.id))), [types, resources.data, written.resources]);
  const form: Form = { ...written, kinds: Object.fromEntries(Object.entries(written.kinds).map(([id, kind]) => [id, unable.has(id) ? NO_KIND : kind])) };
  const names = useMemo(() => new Map([...types, ...(resources.data ?? [])].map((each) => [each.id, each.name])), [types, resources.data]);
  const refused = propose.isError ? asProblem(propose.error) : null;
  const told = refused ? fieldErrors(refused, names) : {};
  const lacks = tries > 0 ? missing(form, order) : {};
  // What was refused counts until its field is changed.
  const errorOf = (field: FieldName): string | undefined => lacks[field] ?? (touched.has(field) ? undefined : told[field]);
  const studied = useMemo((): Studied => ({ slotMinutes: lab.setting?.slotMinutes ?? 15, kinds: kindsOf(result.study, types) }), [lab.setting, result.study, types]);
  // Visit types that somebody chosen takes no part in stay where they were studied: nobody moved them.
  const changes = changesOf(written, studied);
  const same = !changes.slots && !changes.kinds;
  const beyond = [...unable.keys()].filter((id) => (studied.kinds[id] ?? NO_KIND) !== NO_KIND);
  const kinds = [...new Set(order.sequence ?? '')].toSorted();
  const able = (resources.data ?? []).filter((each) => takesPart(each, types));

  // Every try that fails leads to the first field that needs another look.
  useEffect(() => {
    const failed = tries > 0 && !propose.isPending;
    if (failed) sheet.current?.querySelector<HTMLElement>('[data-invalid] input, [aria-invalid="true"]')?.focus();
  }, [tries, propose.isPending]);

  const submit = (): void => {
    setTries(tries + 1);
    if (Object.keys(missing(form, order)).length > 0) return;
    sent();
    const source = lab.data && 'service' in lab.data ? lab.data.service : `minutes brought along: ${lab.name}`.slice(0, 100);
    propose.mutate(templateOf(form, order, same ? evidenceOf(result, order, lab.costs, source) : undefined), {
      onSuccess: (template) => {
        sayDone(`“${template.name}” is proposed. It binds nobody until it is adopted.`);
        onProposed(template);
      },
    });
  };

  return (
    <form ref={sheet} className={styles.form} noValidate onSubmit={(event) => {
      event.preventDefault();
      submit();
    }}>
      <div className={styles.stack}>
        <Order sequence={order.sequence ?? ''} />
        <p className={page.quiet}>{form.startsAt} to {clockAfter(form.startsAt, (order.sequence?.length ?? 0) * form.slotMinutes)}.{same && ` Expected: ${inMinutes(order.wait)} of waiting in all, ${inMinutes(order.idle)} idle, ${inMinutes(order.overtime)} overtime.`}</p>
        {same && <Hindsight study={result.study} />}
      </div>
      <TextField label="Name" value={form.name} onChange={(name) => change({ name })} error={errorOf('name')} autoComplete="off" />
      <ResourcePicker resources={able} value={form.resources} onChange={(chosen) => change({ resources: chosen })} error={errorOf('resources')} />
      <CheckChips label="On" options={WEEKDAYS} value={form.weekdays} error={errorOf('weekdays')}
        onChange={(chosen) => change({ weekdays: WEEKDAYS.map((each) => each.id).filter((id) => chosen.includes(id)) })} />
      {form.weekdays.length === 0 && <p className={page.quiet}>No day chosen: every day.</p>}
      <div className={styles.pair}>
        <TextField label="Starts at" value={form.startsAt} onChange={(startsAt) => change({ startsAt })} maxLength={5} autoComplete="off" error={errorOf('startsAt')} />
        <NumberText eager label="Minutes a slot" value={form.slotMinutes} onChange={(slotMinutes) => change({ slotMinutes })} min={1} max={480} error={errorOf('slotMinutes')} />
      </div>
      <KindTable types={types} kinds={kinds} value={form.kinds} unable={unable} onChange={(id, kind) => change({ kinds: { ...written.kinds, [id]: kind } })} error={errorOf('kinds')} />
      <NumberText eager label="Days of 24 hours before, when unused slots are opened to any visit" value={form.releaseDays} min={0} max={730}
        onChange={(releaseDays) => change({ releaseDays })} error={errorOf('releaseDays')} help={releaseHelp(form.releaseDays)} />
      {same && beyond.length > 0 && <p className={page.quiet}>The figures are of all visits of the service, {listed(beyond.map((id) => names.get(id) ?? id))} among them.</p>}
      <NotStudied changes={changes} studied={studied} slotMinutes={form.slotMinutes} onKinds={() => change({ kinds: { ...studied.kinds } })}
        onStudy={() => {
          props.onClose();
          lab.change({ slotMinutes: form.slotMinutes });
        }} />
      {refused && Object.keys(told).length === 0 && <ProblemNote problem={refused} />}
      {(Object.keys(lacks).length > 0 || Object.keys(told).some((field) => errorOf(field as FieldName) !== undefined)) && (
        <p role="alert" className={styles.harm}>Something above needs another look.</p>
      )}
      <div className={styles.row}>
        <Button look="primary" type="submit" busy={propose.isPending}>Propose it</Button>
        <Button look="quiet" onPress={props.onClose}>Cancel</Button>
      </div>
    </form>
  );
}

export function PublishPanel(props: Props) {
  const visitTypes = useVisitTypes();
  const service = props.lab.data && 'service' in props.lab.data ? props.lab.data.service : undefined;
  return (
    <Panel title="Publish as a template" onClose={props.onClose}>
      {visitTypes.isError && <Failure error={visitTypes.error} retry={() => void visitTypes.refetch()} />}
      {visitTypes.isPending && <Skeleton label="Reading visit types" />}
      {visitTypes.data && <Fields {...props} types={typesOf(visitTypes.data.values(), service)} />}
    </Panel>
  );
}
