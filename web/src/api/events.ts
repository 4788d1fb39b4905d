/** Keeps what is shown fresh: whatever the live stream says has changed is asked for again. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BOARD } from './board';
import { CATALOGUE } from './catalogue';
import { ADVANCED, rememberCheckIn } from './checkIns';
import { RISKS } from './risks';
import { Stream, type Connection } from './stream';

/** Follows the stream from `head` on. `head` is undefined until the first board is there. */
export function useLiveUpdates(head: number | undefined): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const ready = head !== undefined;
  useEffect(() => {
    if (!ready) return undefined;
    const stream = new Stream({
      report: setConnection,
      head: () => head,
      happened: (kind, data) => kind === ADVANCED && rememberCheckIn(data),
      catalogueChanged: () => void queries.invalidateQueries({ queryKey: CATALOGUE }),
      boardChanged: () => {
        void queries.invalidateQueries({ queryKey: BOARD });
        void queries.invalidateQueries({ queryKey: ['appointment'] });
        void queries.invalidateQueries({ queryKey: RISKS });
      },
    });
    stream.start();
    return () => stream.close();
    // The stream keeps its own place once it is open: a newer head must not reopen it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queries, ready]);
  return connection;
}
