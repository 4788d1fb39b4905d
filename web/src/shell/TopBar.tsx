/** Whose desk this is, whether the board is live, and the reader's own settings. */
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Connection } from '../api/events';
import { useOrganisation } from '../api/catalogue';
import { useSignOut } from '../api/session';
import type { Principal } from '../api/wire';
import field from '../ui/field.module.css';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Mark } from './Mark';
import { THEMES, useTheme } from './theme';
import styles from './topBar.module.css';

const THEME_NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const CONNECTION_WORDS: Record<Connection, string> = {
  live: 'Live', connecting: 'Connecting', broken: 'Not live: trying again',
};

function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
  return (
    <Button look="icon" aria-label={`Colours: ${THEME_NAMES[theme]}. Change to ${THEME_NAMES[next]}.`} onPress={() => setTheme(next)}>
      <Icon name={theme} />
    </Button>
  );
}

function Account({ principal }: { principal: Principal }) {
  const signOut = useSignOut();
  return (
    <MenuTrigger>
      <AriaButton className={styles.account ?? ''} aria-label={`Account ${principal.login}`}>
        <Icon name="person" /><span>{principal.login}</span>
      </AriaButton>
      <Popover className={field.popover ?? ''} placement="bottom end">
        <p className={styles.roles}>{principal.roles.join(', ')}</p>
        <Menu className={field.list ?? ''} onAction={() => signOut.mutate()}>
          <MenuItem id="sign-out" className={field.option ?? ''}>Sign out</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

export function TopBar({ principal, connection }: { principal: Principal; connection: Connection }) {
  const organisation = useOrganisation();
  return (
    <header className={styles.bar}>
      <Mark />
      <span className={styles.organisation}>{organisation.data?.name}</span>
      <span className={styles.connection} data-state={connection} role="status">{CONNECTION_WORDS[connection]}</span>
      <ThemeSwitch />
      <Account principal={principal} />
    </header>
  );
}
