/** Whose desk this is, whether the board is live, and the reader's own settings. */
import type { MouseEvent } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, type Key } from 'react-aria-components';
import type { Connection } from '../api/stream';
import { useOrganisation } from '../api/catalogue';
import { may, useSignOut } from '../api/session';
import type { Permission, Principal } from '../api/wire';
import field from '../ui/field.module.css';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Mark } from './Mark';
import { setDirection, useDirection } from './direction';
import { HelpButton } from './Help';
import { pageAddress, usePlace, type Page } from './place';
import { THEMES, useTheme, type Theme } from './theme';
import styles from './topBar.module.css';
import { NARROW, useMedia } from './useMedia';

const THEME_NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const DIRECTION_WORDS = { ltr: 'Lay out from left to right', rtl: 'Lay out from right to left' };
const CONNECTION_WORDS: Record<Connection, string> = {
  live: 'Live', connecting: 'Connecting', broken: 'Not live: trying again',
  stale: 'Not live: the server is silent',
};

interface Colours { theme: Theme; setTheme: (theme: Theme) => void }

function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
}

function colourWords(theme: Theme): string {
  return `Colours: ${THEME_NAMES[theme]}. Change to ${THEME_NAMES[nextTheme(theme)]}.`;
}

function ThemeSwitch({ theme, setTheme }: Colours) {
  return (
    <Button look="icon" aria-label={colourWords(theme)} onPress={() => setTheme(nextTheme(theme))}>
      <Icon name={theme} />
    </Button>
  );
}

/** With the colours, where the bar has no room for them. */
function Account({ principal, colours }: { principal: Principal; colours: Colours | undefined }) {
  const signOut = useSignOut();
  const direction = useDirection();
  const turned = direction === 'rtl' ? 'ltr' : 'rtl';
  const act = (key: Key): void => {
    if (key === 'sign-out') signOut.mutate();
    else if (key === 'direction') setDirection(turned);
    else colours?.setTheme(nextTheme(colours.theme));
  };
  return (
    <MenuTrigger>
      <AriaButton className={styles.account ?? ''} aria-label={`Account ${principal.login}`}>
        <Icon name="person" /><span>{principal.login}</span>
      </AriaButton>
      <Popover className={field.popover ?? ''} placement={direction === 'rtl' ? 'bottom left' : 'bottom right'}>
        <p className={styles.roles}>{principal.roles.join(', ')}</p>
        <Menu className={field.list ?? ''} onAction={act}>
          {colours && <MenuItem id="colours" className={field.option ?? ''}>{colourWords(colours.theme)}</MenuItem>}
          <MenuItem id="direction" className={field.option ?? ''}>{DIRECTION_WORDS[turned]}</MenuItem>
          <MenuItem id="sign-out" className={field.option ?? ''}>Sign out</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const PAGES: readonly { page: Page | null; name: string; needs: Permission }[] = [
  { page: null, name: 'Schedule', needs: 'read-schedule' },
  { page: 'demand', name: 'Demand', needs: 'read-predictions' },
  { page: 'lab', name: 'Session lab', needs: 'run-schedule' },
  { page: 'models', name: 'Models', needs: 'read-predictions' },
];

/** The pages, for those who have more than one. They are links, so that a page can be opened beside the other. */
function Pages({ page, pages }: { page: Page | null; pages: typeof PAGES }) {
  const [, go] = usePlace();
  const follow = (event: MouseEvent, to: Page | null): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (to !== page) go({ page: to });
  };
  return (
    <nav className={styles.pages} aria-label="Pages">
      {pages.map((each) => (
        <a key={each.name} href={pageAddress(each.page)} aria-current={each.page === page ? 'page' : undefined}
          onClick={(event) => follow(event, each.page)}>{each.name}</a>
      ))}
    </nav>
  );
}

/** Without a connection the page does not follow the live stream, and nothing is said of it. */
export function TopBar({ principal, connection }: { principal: Principal; connection?: Connection | undefined }) {
  const organisation = useOrganisation();
  const [{ page }] = usePlace();
  const narrow = useMedia(NARROW);
  const [theme, setTheme] = useTheme();
  const pages = PAGES.filter((each) => each.page === page || may(principal, each.needs));
  return (
    <header className={styles.bar}>
      <Mark />
      {pages.length > 1 && <Pages page={page} pages={pages} />}
      <span className={styles.organisation}>{organisation.data?.name}</span>
      {connection && <span className={styles.connection} data-state={connection} role="status"><span>{CONNECTION_WORDS[connection]}</span></span>}
      <HelpButton />
      {!narrow && <ThemeSwitch theme={theme} setTheme={setTheme} />}
      <Account principal={principal} colours={narrow ? { theme, setTheme } : undefined} />
    </header>
  );
}
