/** How things stand, in one sentence, and one more for the difference that it makes. */
import page from '../shell/page.module.css';
import { inMinutes, listed, percent } from '../words/numbers';
import { costOf, isFree, type Costs, type NamedOrder } from './orders';
import type { Lab } from './useLab';

function differences(best: NamedOrder, other: NamedOrder): string {
  const told = ([['wait', 'waiting'], ['idle', 'idling'], ['overtime', 'overtime']] as const).flatMap(([field, words]) => {
    const less = other[field] - best[field];
    return Math.abs(less) < 0.05 ? [] : [`${inMinutes(Math.abs(less))} ${less > 0 ? 'less' : 'more'} ${words}`];
  });
  return told.length === 0 ? 'nothing changes' : listed(told);
}

function saving(best: NamedOrder, other: NamedOrder, costs: Costs): number {
  const cost = costOf(other, costs);
  return cost > 0 ? 1 - costOf(best, costs) / cost : 0;
}

export function headline(lab: Lab): { sentence: string; more: string } {
  const { services, result, data, name, costs, study } = lab;
  if (services.isPending) return { sentence: 'Looking for recorded visits', more: '' };
  if (services.isError && data === null) return { sentence: 'The recorded visits cannot be read now', more: 'Try again below, or bring minutes along.' };
  if (data === null) {
    return { sentence: 'No service has recorded visits yet', more: 'Import some, or paste minutes: how long visits took is all that a study needs.' };
  }
  if (study.isError && !study.isFetching) return { sentence: `${name} cannot be studied like this`, more: 'What is wrong stands beside the data and the session’s settings.' };
  if (!result || study.isPlaceholderData) return { sentence: `Studying ${name}`, more: '' };
  const [firstCome] = result.references;
  if (result.front.length < 2 && result.study.groups.length < 2) {
    return { sentence: `${name}: with one kind of visit there is only one order`, more: 'Choose two kinds or more, and their order can be planned.' };
  }
  if (isFree(costs)) return { sentence: `${name}: no order is best, as nothing costs anything`, more: 'Say what a minute of waiting, idling or overtime costs, and orders can be weighed.' };
  const less = firstCome ? saving(result.best, firstCome, costs) : 0;
  if (!firstCome || less < 0.005) return { sentence: `${name}: planning the order saves nothing at these costs`, more: '' };
  return {
    sentence: `${name}: planning the order saves ${percent(less)} of what first come, first served costs`,
    more: `Per session: ${differences(result.best, firstCome)}.`,
  };
}

/** `waits`: a try has failed already, and another is on its way. */
export function Standing({ more, busy, waits }: { more: string; busy: boolean; waits: boolean }) {
  const words = waits ? 'The server is busy with another session: this one waits for its turn.' : 'Studying…';
  return <p className={page.lead} role="status">{busy ? words : more}</p>;
}
