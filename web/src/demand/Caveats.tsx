/** What must be said before any number: nobody has come yet, or no model speaks. */
import page from '../shell/page.module.css';
import { pageAddress } from '../shell/place';
import { Icon } from '../ui/Icon';
import styles from './demand.module.css';

/** A clinic that begins, or a site of it. */
export function NobodyYet() {
  return (
    <p className={page.empty}>
      <strong>There is nothing to go by yet.</strong> Book visits, or import the history that there is: then this page says how many to expect, and how sure that is.
    </p>
  );
}

export function NoModel() {
  return (
    <p className={styles.noModel}>
      <Icon name="help" />
      <span><strong>No model speaks for demand yet.</strong> These numbers are what such times brought before. <a href={pageAddress('models', { task: 'demand' })}>What a model needs</a></span>
    </p>
  );
}
