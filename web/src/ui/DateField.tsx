import { parseDate } from '@internationalized/date';
import {
  Button, Calendar, CalendarCell, CalendarGrid, DateInput, DatePicker, DateSegment, Dialog, Group, Heading, I18nProvider,
  Label, Popover,
} from 'react-aria-components';
import { useDirection } from '../shell/direction';
import styles from './dateField.module.css';
import field from './field.module.css';
import { Icon } from './Icon';

interface Props { label: string; hideLabel?: boolean; value: string; onChange: (date: string) => void }

/** Days run as the English calendar has them, and its arrow keys with them, whichever way the page runs. */
function MonthPopover() {
  const placement = useDirection() === 'rtl' ? 'bottom right' : 'bottom left';
  return (
    <Popover className={styles.popover ?? ''} placement={placement}>
      <Dialog>
        <div dir="ltr">
          <Calendar firstDayOfWeek="mon">
            <header className={styles.head}>
              <Button slot="previous" className={styles.turn ?? ''}><Icon name="previous" /></Button>
              <Heading />
              <Button slot="next" className={styles.turn ?? ''}><Icon name="next" /></Button>
            </header>
            <CalendarGrid className={styles.grid ?? ''}>
              {(date) => <CalendarCell date={date} className={styles.day ?? ''} />}
            </CalendarGrid>
          </Calendar>
        </div>
      </Dialog>
    </Popover>
  );
}

/** A date, typed part by part or picked from a month; both work by keyboard. */
export function DateField({ label, hideLabel = false, value, onChange }: Props) {
  return (
    <I18nProvider locale="en-GB">
      <DatePicker className={field.field ?? ''} value={parseDate(value)} shouldForceLeadingZeros
        onChange={(date) => date && date.year > 1900 && onChange(date.toString())}>
        <Label className={hideLabel ? 'unseen' : (field.label ?? '')}>{label}</Label>
        <Group className={styles.group ?? ''}>
          <DateInput className={styles.input ?? ''}>
            {(segment) => <DateSegment segment={segment} className={styles.part ?? ''} />}
          </DateInput>
          <Button className={styles.open ?? ''}><Icon name="calendar" /></Button>
        </Group>
        <MonthPopover />
      </DatePicker>
    </I18nProvider>
  );
}
