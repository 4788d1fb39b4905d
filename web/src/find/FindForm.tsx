/** What the clerk knows: kind of visit, patient, and what matters for the time. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Board, Policy, VisitType } from '../api/wire';
import { Choose } from '../ui/Choose';
import { DateField } from '../ui/DateField';
import { SearchChoice } from '../ui/SearchChoice';
import { TextField } from '../ui/TextField';
import styles from './find.module.css';
import { ageError, hasAgeLimits, limitsInWords, patientError, practitionersFor, type FindForm as Form } from './search';

const POLICIES: readonly { id: Policy; name: string }[] = [
  { id: 'earliest', name: 'Earliest' },
  { id: 'preferred_provider', name: 'Usual provider' },
  { id: 'spread_load', name: 'Spread load' },
];

const ANYONE = 'anyone';

interface Props {
  form: Form;
  change: (change: Partial<Form>) => void;
  board: Board;
  visitTypes: ReadonlyMap<string, VisitType>;
  /** True once the clerk tried to hold a time: missing things are named from then on. */
  tried: boolean;
  /** The visit and patient are given and only the time is looked for. */
  fixed: boolean;
}

function offeredHere(visitTypes: ReadonlyMap<string, VisitType>, site: string): VisitType[] {
  return [...visitTypes.values()]
    .filter((each) => each.sites.length === 0 || each.sites.includes(site))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function Policies({ value, onChange }: { value: Policy; onChange: (policy: Policy) => void }) {
  return (
    <RadioGroup className={styles.policies ?? ''} value={value} orientation="horizontal"
      onChange={(chosen) => onChange(POLICIES.find((each) => each.id === chosen)?.id ?? 'earliest')}>
      <Label className={styles.policyLabel ?? ''}>What matters most</Label>
      <div className={styles.chips}>
        {POLICIES.map((each) => <Radio key={each.id} value={each.id} className={styles.chip ?? ''}>{each.name}</Radio>)}
      </div>
    </RadioGroup>
  );
}

export function FindForm({ form, change, board, visitTypes, tried, fixed }: Props) {
  const visitType = form.visitType === null ? undefined : visitTypes.get(form.visitType);
  const limited = visitType !== undefined && hasAgeLimits(visitType);
  const anyone = { id: ANYONE, name: 'Anyone who can' };
  return (
    <div className={styles.form}>
      {!fixed && (
        <SearchChoice label="Visit" placeholder="Type to find it" options={offeredHere(visitTypes, board.site)}
          value={form.visitType} onChange={(id) => change({ visitType: id })}
          error={tried && !visitType ? 'Choose the kind of visit.' : undefined} />
      )}
      {(!fixed || limited) && (
        <div className={styles.pair}>
          {!fixed && (
            <TextField label="Patient" value={form.patient} onChange={(patient) => change({ patient: patient.trim() })}
              autoComplete="off" spellCheck="false" help="Pseudonym, never a name"
              error={tried || form.patient !== '' ? patientError(form.patient) : undefined} />
          )}
          {limited && (
            <TextField label="Age" value={form.age} onChange={(age) => change({ age: age.trim() })} inputMode="numeric" data-field="age"
              autoComplete="off" help={limitsInWords(visitType)}
              error={tried || form.age !== '' ? ageError(form.age, visitType) : undefined} />
          )}
        </div>
      )}
      <div className={styles.pair}>
        <DateField label="From" value={form.from} onChange={(from) => change({ from })} />
        <Choose label="With" options={[anyone, ...practitionersFor(board, visitType)]} value={form.practitioner ?? ANYONE}
          onChange={(id) => change({ practitioner: id === ANYONE ? null : id })} />
      </div>
      <Policies value={form.policy} onChange={(policy) => change({ policy })} />
    </div>
  );
}
