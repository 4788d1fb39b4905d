/** Signed in or not: the one fork of the app. The desk is loaded while the clerk types. */
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { isSignedOut } from './api/problem';
import { SESSION, useSession } from './api/session';
import { Failure } from './ui/Failure';
import { Skeleton } from './ui/Skeleton';
import { SignIn } from './shell/SignIn';

const loadDesk = () => import('./shell/Desk');
const Desk = lazy(() => loadDesk().then((module) => ({ default: module.Desk })));

/** A session that ended while working: the next refused read leads to the sign-in page. */
function useEndOfSession(): void {
  const queries = useQueryClient();
  useEffect(() => queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    if (isSignedOut(event.action.error)) queries.setQueryData(SESSION, null);
  }), [queries]);
}

export function App() {
  const session = useSession();
  useEndOfSession();
  useEffect(() => void loadDesk(), []);
  if (session.isPending) return <Skeleton label="Opening Lindley" />;
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <SignIn />;
  return (
    <Suspense fallback={<Skeleton label="Opening the board" />}>
      <Desk principal={session.data} />
    </Suspense>
  );
}
