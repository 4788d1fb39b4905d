/** The frame of a page beside the schedule: the bar on top, and for those who may not read it, why. */
import { useEffect, type ReactNode } from 'react';
import type { Principal } from '../api/wire';
import page from './page.module.css';
import { pageAddress } from './place';
import { Toasts } from './Toasts';
import { TopBar } from './TopBar';

interface Props { principal: Principal; name: string; children: ReactNode }

export function Page({ principal, name, children }: Props) {
  useEffect(() => {
    const before = document.title;
    document.title = `${name} – Lindley`;
    return () => {
      document.title = before;
    };
  }, [name]);
  return (
    <div className={page.page}>
      <TopBar principal={principal} />
      {children}
      <Toasts />
    </div>
  );
}

/** `why`: what the account may do and what not, and whom to ask. */
export function Refused({ title, why }: { title: string; why: string }) {
  return (
    <main className={page.refused}>
      <h1>{title}</h1>
      <p>{why}, or go <a href={pageAddress(null)}>back to the schedule</a>.</p>
    </main>
  );
}

/** Predictions stand on several pages; whoever may not see them reads the same everywhere. */
export function NoPredictions() {
  return (
    <Refused title="Predictions are not for every account"
      why="Your account may look at the schedule and not at what is expected of it. Ask an administrator" />
  );
}
