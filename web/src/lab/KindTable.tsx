/** Which visit types belong to which kind: as the study found it, until somebody knows better. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Resource, VisitType } from '../api/wire';
import { kindColour } from './kindColour';
import styles from './kindTable.module.css';
import { NO_KIND } from './proposal';
import field from '../ui/field.module.css';

interface Props {
  types: readonly VisitType[];
  kinds: readonly string[];
  value: Readonly<Record<string, string>>;
  onChange: (type: string, kind: string) => void;
  /** Visit types that somebody chosen cannot take part in. */
  unable: ReadonlyMap<string, Resource>;
  error?: string | undefined;
}

export function KindTable({ types, kinds, value, onChange, unable, error }: Props) {
  return (
    <fieldset className={styles.table} aria-describedby={error === undefined ? undefined : 'kinds-error'}>
      <legend className={field.label}>Visit types of each kind</legend>
      <p className={field.help}>Slots are kept for the visit types of their kind. “{NO_KIND}” is for none.</p>
      {error !== undefined && <p id="kinds-error" className={field.error}>{error}</p>}
      {types.map((type) => (
        <RadioGroup key={type.id} className={styles.line ?? ''} orientation="horizontal" value={value[type.id] ?? NO_KIND}
          isDisabled={unable.has(type.id)} onChange={(kind) => onChange(type.id, kind)}>
          <Label className={styles.name ?? ''}>{type.name} <span>{unable.has(type.id) ? `not with ${unable.get(type.id)?.name ?? ''}` : `${type.minutes} min`}</span></Label>
          <div className={styles.choices}>
            {[...kinds, NO_KIND].map((kind) => (
              <Radio key={kind} value={kind} className={styles.choice ?? ''} aria-label={kind === NO_KIND ? 'no kind' : `kind ${kind}`}
                style={{ '--kind': kindColour(kind) } as React.CSSProperties}>{kind}</Radio>
            ))}
          </div>
        </RadioGroup>
      ))}
    </fieldset>
  );
}
