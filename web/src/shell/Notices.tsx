import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './notices.module.css';
import { useState } from 'react';

/** What the reader should know about this board, said once and quietly. */
export function Notices({ notices }: { notices: readonly string[] }) {
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const open = notices.filter((notice) => !read.has(notice));
  if (open.length === 0) return null;
  return (
    <div className={styles.notices} role="note">
      <div>{open.map((notice) => <p key={notice}>{notice}</p>)}</div>
      <Button look="icon" aria-label="Hide this note" onPress={() => setRead(new Set([...read, ...open]))}><Icon name="close" /></Button>
    </div>
  );
}
