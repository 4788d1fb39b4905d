/** Times pasted or from a file. They are read in the browser; what is wrong is named by row. */
import { useMemo, useState } from 'react';
import { FileTrigger, Label, TextArea, TextField } from 'react-aria-components';
import page from '../shell/page.module.css';
import { plural } from '../time/speech';
import { Button } from '../ui/Button';
import { Choose } from '../ui/Choose';
import field from '../ui/field.module.css';
import { Segmented } from '../ui/Segmented';
import { listed } from '../words/numbers';
import styles from './lab.module.css';
import { readMinutes, type Measured } from './measuredMinutes';
import type { Unit } from './timeUnit';

const SHOWN = 5;

function Wrong({ read }: { read: Measured }) {
  if (read.wrong.length === 0) return null;
  return (
    <div className={styles.wrong} role="alert">
      <p><strong>{plural(read.wrong.length, 'row')} cannot be used.</strong></p>
      <ul>{read.wrong.slice(0, SHOWN).map(({ row, words }) => <li key={row}>Row {row}: {words}.</li>)}</ul>
      {read.wrong.length > SHOWN && <p>And {plural(read.wrong.length - SHOWN, 'more row', 'more rows')}.</p>}
    </div>
  );
}

function Repeats({ read: { repeated, idColumn } }: { read: Measured }) {
  if (repeated.length === 0) return null;
  return (
    <div className={styles.wrong} role="status">
      <p><strong>{plural(repeated.length, 'id')} in “{idColumn}” {repeated.length === 1 ? 'is' : 'are'} there more than once.</strong> If the rows are the same visit, take the others out of the file.</p>
      <ul>{repeated.slice(0, SHOWN).map(({ id, rows }) => <li key={id}>{id.slice(0, 24)}: rows {listed(rows.slice(0, SHOWN).map(String))}{rows.length > SHOWN && ' and more'}.</li>)}</ul>
      {repeated.length > SHOWN && <p>And {plural(repeated.length - SHOWN, 'more id', 'more ids')}.</p>}
    </div>
  );
}

const UNITS: readonly { id: Unit; name: string }[] = [{ id: 'minutes', name: 'Minutes' }, { id: 'seconds', name: 'Seconds' }];

function UnitChoice({ read, chosen, onChange }: { read: Measured; chosen: Unit | undefined; onChange: (unit: Unit) => void }) {
  return (
    <div className={styles.stack}>
      <span className={styles.label}>The times are in</span>
      <Segmented label="The times are in" options={UNITS} value={read.unit} onChange={onChange} />
      <p className={page.quiet} role="status">{chosen === undefined ? `Read as ${read.unit}, ${read.guess.why}.` : `Read as ${read.unit}.`}</p>
    </div>
  );
}

interface Props { onRead: (read: { minutes: number[]; name: string }) => void; onCancel?: () => void }

export function ImportMinutes({ onRead, onCancel }: Props) {
  const [text, setText] = useState('');
  const [name, setName] = useState('Pasted minutes');
  const [column, setColumn] = useState<string>();
  const [unreadable, setUnreadable] = useState('');
  const [unit, setUnit] = useState<Unit>();
  const read = useMemo(() => (text.trim() === '' ? null : readMinutes(text, column, unit)), [text, column, unit]);
  const usable = read !== null && read.minutes.length >= 4;

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      setText(await file.text());
      setName(file.name);
      setColumn(undefined);
      setUnit(undefined);
      setUnreadable('');
    } catch {
      setUnreadable(`${file.name} could not be read. Choose it again.`);
    }
  };

  return (
    <div className={styles.import}>
      <TextField className={field.field ?? ''} value={text} onChange={setText}>
        <Label className={field.label ?? ''}>Times, one a line, or a table</Label>
        <TextArea className={`${field.input ?? ''} ${styles.area ?? ''}`} rows={5} spellCheck="false" placeholder={'12.5\n8\n31'} />
      </TextField>
      <FileTrigger acceptedFileTypes={['.csv', '.txt', '.tsv', 'text/csv', 'text/plain']} onSelect={(files) => void open(files?.[0])}>
        <Button>Choose a file…</Button>
      </FileTrigger>
      {unreadable !== '' && <p role="alert" className={field.error}>{unreadable}</p>}
      {read && read.columns.length > 1 && (
        <Choose label="Column with the times" options={read.columns.map((each) => ({ id: each, name: each }))} value={read.column}
          onChange={(chosen) => {
            setColumn(chosen);
            setUnit(undefined);
          }} />
      )}
      {read && <UnitChoice read={read} chosen={unit} onChange={setUnit} />}
      {read && <Wrong read={read} />}
      {read && <Repeats read={read} />}
      <p className={page.quiet} role="status">
        {read === null ? 'Nothing leaves this browser until you study it; no names are needed.'
          : read.minutes.length < 4 ? `${plural(read.minutes.length, 'time')} can be read; a study needs at least four.`
            : `${plural(read.minutes.length, 'time')} can be read.`}
      </p>
      <div className={styles.row}>
        <Button look="primary" isDisabled={!usable} onPress={() => read && onRead({ minutes: read.minutes, name })}>
          {read && read.wrong.length > 0 && usable ? `Study the other ${plural(read.minutes.length, 'time')}` : 'Study these'}
        </Button>
        {onCancel && <Button look="quiet" onPress={onCancel}>Cancel</Button>}
      </div>
    </div>
  );
}
