/** Whose sessions: those who can take part, found by typing, chosen by ticking. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Input, Label, SearchField } from 'react-aria-components';
import { useSites } from '../api/catalogue';
import type { Resource } from '../api/wire';
import { KIND_ORDER } from '../board/groups';
import { plural } from '../time/speech';
import field from '../ui/field.module.css';
import { Icon } from '../ui/Icon';
import styles from './picker.module.css';

interface Props { resources: readonly Resource[]; value: readonly string[]; onChange: (ids: string[]) => void; error?: string | undefined }

const FEW = 8;

export function ResourcePicker({ resources, value, onChange, error }: Props) {
  const sites = useSites();
  const [words, setWords] = useState('');
  const siteName = new Map(sites.data?.map((site) => [site.id, site.name]));
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = resources
    .filter((each) => value.includes(each.id) || wanted.every((word) => `${each.name} ${siteName.get(each.site) ?? ''}`.toLowerCase().includes(word)))
    .toSorted((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, 'en'));
  return (
    <CheckboxGroup className={field.field ?? ''} value={[...value]} onChange={onChange} isInvalid={error !== undefined} validationBehavior="aria">
      <Label className={field.label ?? ''}>Sessions of {value.length > 0 && <span className={styles.count}>({plural(value.length, 'chosen', 'chosen')})</span>}</Label>
      {resources.length > FEW && (
        <SearchField aria-label="Find by name or site" className={styles.find ?? ''} value={words} onChange={setWords}>
          <Icon name="search" />
          <Input className={field.input ?? ''} placeholder="Find by name or site" />
        </SearchField>
      )}
      <div className={styles.list}>
        {shown.map((each) => (
          <Checkbox key={each.id} value={each.id} className={styles.line ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={styles.box}>{isSelected && <Icon name="tick" size={14} />}</span>
                <span>{each.name}</span>
                <span className={styles.site}>{siteName.get(each.site) ?? ''}</span>
              </>
            )}
          </Checkbox>
        ))}
        {shown.length === 0 && <p className={styles.none}>{resources.length === 0 ? 'Nobody takes part in these visits.' : 'Nobody has that name.'}</p>}
      </div>
      <FieldError className={field.error ?? ''}>{error}</FieldError>
    </CheckboxGroup>
  );
}
