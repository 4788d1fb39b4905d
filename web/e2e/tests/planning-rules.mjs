/** The lab in every state, at two sizes and in both schemes: no rule of accessibility broken, nothing scrolls sideways. */
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

/** A proposal to look at, at a time when somebody works. */
async function proposed(desk, name) {
  const { site, type, openings: [opening] } = await desk.openingsOn(desk.busyDate());
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: site.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(opening.start));
  await desk.api('POST', '/v1/session-templates', {
    name, resources: [opening.segments[0].resource], starts_at: time, release_days: 2,
    kinds: [{ name: 'A', visit_types: [type.id] }], slots: [{ minute: 0, minutes: type.minutes, kind: 'A' }],
  });
}

async function everyState({ desk, page, server, shot }, name, narrow) {
  const at = async (where) => {
    await settled(page);
    await shot(`${name}-${where.replaceAll(' ', '-')}`);
    await desk.noSidewaysScroll(`${where} (${name})`);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main ? main.scrollWidth - main.clientWidth : 0;
    });
    if (over > 0) throw new Error(`${where} (${name}): the page is ${over} pixels too wide`);
    // In dark everything stands where it stands in light.
    await noViolations(page, `${where} (${name})`, { colours: name.endsWith('dark') });
  };
  await desk.openLab();
  await proposed(desk, name);
  await page.reload();
  await page.getByText('visits by how long they took').waitFor();
  await at('study');
  await page.getByText('Table', { exact: true }).first().click();
  await at('table open');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('drawn anew').waitFor();
  await at('compared');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('heading', { name: 'Publish as a template' }).waitFor();
  await page.getByText('Dr Amara Okonjo', { exact: true }).waitFor();
  await at('publish');
  await page.getByRole('button', { name: 'Propose it' }).click();
  await page.getByText('Choose whose sessions these are.').waitFor();
  await at('publish with something missing');
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  const card = page.getByRole('article', { name });
  await card.scrollIntoViewIfNeeded();
  await at('templates');
  await card.getByRole('button', { name: /^Decline/ }).click();
  await card.getByRole('button', { name: 'Decline it' }).click();
  await card.getByText('Write the reason.').waitFor();
  await at('decision without a reason');
  await card.getByLabel('Reason').fill('One is enough');
  await card.getByRole('button', { name: 'Decline it' }).click();
  await card.getByText('declined', { exact: true }).waitFor();
  await at('template declined');
  if (narrow) await page.getByText(/^Family medicine: \d+ slots/).click();
  await page.getByRole('button', { name: /^Family medicine \(/ }).click();
  await page.getByRole('option', { name: 'Other minutes…' }).click();
  await page.getByLabel('Times, one a line, or a table').fill('12\nNA\n-4\n8');
  await page.getByText('2 rows cannot be used.').waitFor();
  await at('import with wrong rows');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.context().setOffline(true);
  await page.getByText(/^You are offline/).waitFor();
  await at('offline');
  await page.context().setOffline(false);

  await page.route('**/v1/service-times', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"services":[]}' }));
  await page.goto(`${server.address}/?page=lab`);
  await page.getByRole('heading', { level: 1, name: 'No service has recorded visits yet' }).waitFor();
  await at('empty');
  await page.unroute('**/v1/service-times');
  await page.route('**/v1/session-studies', (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({
    type: 'about:blank', title: 'The session cannot be planned like this', status: 422, code: 'session-plan-invalid', instance: '', trace_id: '',
    detail: '4 kinds cannot be told apart: only 3 of the service times differ', advice: 'Correct the fields named.',
  }) }));
  await page.goto(`${server.address}/?page=lab`);
  await page.getByRole('heading', { level: 1, name: /cannot be studied like this/ }).waitFor();
  await at('study refused');
}

export const tests = {};
for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1440, 900], [768, 1024], [360, 740]]) {
    tests[`every state of the session lab at ${width} pixels, ${scheme}: no rule of accessibility broken`] = {
      context: { viewport: { width, height }, colorScheme: scheme, hasTouch: width < 720 },
      run: (world) => everyState(world, `lab-${width}-${scheme}`, width < 720),
    };
  }
}
