/** Signed in or not, and then which page. The desk is loaded while the clerk types; other pages when somebody asks. */
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { isSignedOut } from './api/problem';
import { SESSION, useSession } from './api/session';
import { Failure } from './ui/Failure';
import { Skeleton } from './ui/Skeleton';
import { usePlace } from './shell/place';
import { SignIn } from './shell/SignIn';

const loadDesk = () => import('./shell/Desk');
const Desk = lazy(() => loadDesk().then((module) => ({ default: module.Desk })));
const DemandPage = lazy(() => import('./demand/DemandPage').then((module) => ({ default: module.DemandPage })));
const ModelsPage = lazy(() => import('./models/ModelsPage').then((module) => ({ default: module.ModelsPage })));
const LabPage = lazy(() => import('./lab/LabPage').then((module) => ({ default: module.LabPage })));

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
  const [{ page }] = usePlace();
  useEndOfSession();
  useEffect(() => void (page === null && loadDesk()), [page]);
  if (session.isPending) return <Skeleton label="Opening Lindley" />;
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <SignIn />;
  return (
    <Suspense fallback={<Skeleton label="Opening the page" />}>
      {page === 'demand' && <DemandPage principal={session.data} />}
      {page === 'lab' && <LabPage principal={session.data} />}
      {page === 'models' && <ModelsPage principal={session.data} />}
      {page === null && <Desk principal={session.data} />}
    </Suspense>
  );
}
