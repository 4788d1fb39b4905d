/** The library takes the way of its arrow keys and tracks from a language; it has no words of its own here. */
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useDirection } from '../shell/direction';

const LANGUAGE_OF = { ltr: 'en', rtl: 'he' };

/** What stands in it runs as the page does. */
export function Along({ children }: { children: ReactNode }) {
  return <I18nProvider locale={LANGUAGE_OF[useDirection()]}>{children}</I18nProvider>;
}
