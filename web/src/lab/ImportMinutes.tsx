/** Minutes pasted or from a file. They are read in the browser; what is wrong is named by row. */
import { useState } from 'react';
import { FileTrigger, Label, TextArea, TextField } from 'react-aria-components';
import { plural } from '../time/speech';
import { Button } from '../ui/Button';
import { Choose } from '../ui/Choose';
import field from '../ui/field.module.css';
import styles from './lab.module.css';
import { readMinutes, type Measured } from './measuredMinutes';

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

interface Props { onRead: (read: { minutes: number[]; name: string }) => void; onCancel?: () => void }

export function ImportMinutes({ onRead, onCancel }: Props) {
  const [text, setText] = useState('');
  const [name, setName] = useState('Pasted minutes');
  const [column, setColumn] = useState<string>();
  const [unreadable, setUnreadable] = useState('');
  const read = text.trim() === '' ? null : readMinutes(text, column);
  const usable = read !== null && read.minutes.length >= 4;

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      setText(await file.text());
      setName(file.name);
      setColumn(undefined);
      setUnreadable('');
    } catch {
      setUnreadable(`${file.name} could not be read. Choose it again.`);
    }
  };

  return (
    <div className={styles.import}>
      <TextField className={field.field ?? ''} value={text} onChange={setText}>
        <Label className={field.label ?? ''}>Minutes, one a line, or a table</Label>
        <TextArea className={`${field.input ?? ''} ${styles.area ?? ''}`} rows={5} spellCheck="false" placeholder={'12.5\n8\n31'} />
      </TextField>
      <FileTrigger acceptedFileTypes={['.csv', '.txt', '.tsv', 'text/csv', 'text/plain']} onSelect={(files) => void open(files?.[0])}>
        <Button>Choose a file…</Button>
      </FileTrigger>
      {unreadable !== '' && <p role="alert" className={field.error}>{unreadable}</p>}
      {read && read.columns.length > 1 && (
        <Choose label="Column with the minutes" options={read.columns.map((each) => ({ id: each, name: each }))} value={read.column} onChange={setColumn} />
      )}
      {read && <Wrong read={read} />}
      <p className={styles.quiet} role="status">
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
