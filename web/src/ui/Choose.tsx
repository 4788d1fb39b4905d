import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './field.module.css';
import { Icon } from './Icon';

export interface Option { id: string; name: string }

interface Props {
  label: string;
  hideLabel?: boolean;
  options: readonly Option[];
  value: string | null;
  onChange: (id: string) => void;
}

/** One of a short list. */
export function Choose({ label, hideLabel = false, options, value, onChange }: Props) {
  return (
    <Select className={styles.field ?? ''} value={value} onChange={(key) => key !== null && onChange(String(key))}>
      <Label className={hideLabel ? 'unseen' : (styles.label ?? '')}>{label}</Label>
      <Button className={styles.select ?? ''}>
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.list ?? ''} items={options}>
          {(option) => <ListBoxItem className={styles.option ?? ''} id={option.id}>{option.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
