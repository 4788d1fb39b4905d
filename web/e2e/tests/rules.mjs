/** The rules of accessibility on every state of every screen, not only on the screens as they open. */
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

/** Signed in at the busy day, with a way to check the page as it is, or the panel alone where the board is as it was. */
async function begin({ desk, page, shot }, name) {
  const date = await desk.openBusyDay();
  const at = async (where, within) => {
    await settled(page);
    await shot(`${name}-${where.replaceAll(' ', '-')}`);
    await desk.noSidewaysScroll(`${where} (${name})`);
    // In dark everything stands where it stands in light.
    await noViolations(page, `${where} (${name})`, { within, colours: name.endsWith('dark') });
  };
  return { date, at };
}

async function booking(world, name) {
  const { desk, page } = world;
  const { date, at } = await begin(world, name);
  const { type } = await desk.openingsOn(date);
  await page.getByRole('button', { name: 'Find a time' }).click();
  await at('find empty', 'aside');
  await page.getByRole('combobox', { name: 'Visit' }).fill('C');
  await page.getByRole('option').first().waitFor();
  await at('combobox open');
  await desk.chooseVisit('Cardiology follow-up');
  await page.getByText('this visit has age limits').waitFor();
  await at('age missing', 'aside');
  await page.getByRole('button', { name: 'Go to the age' }).click();
  await page.keyboard.type('7');
  await page.getByText('No times for that age.').waitFor();
  await at('age refused', 'aside');
  await desk.chooseVisit(type.name);
  await page.getByLabel('Patient').fill('Jane Doe');
  await at('pseudonym refused', 'aside');
  await page.getByLabel('Patient').fill(`axe-${name}`);
  await page.locator('aside li button').first().click();
  await page.getByRole('region', { name: 'Held time' }).waitFor();
  await at('held');
  await page.getByRole('button', { name: 'Book it' }).click();
  await page.getByRole('heading', { name: 'Booked' }).waitFor();
  await at('booked');
  await page.getByRole('button', { name: 'Open the visit' }).click();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  await at('visit of another day', 'aside');
  await page.getByRole('button', { name: /^Cancel visit/ }).click();
  await page.getByRole('button', { name: 'Cancel the visit' }).click();
  await page.getByText('Choose a reason.').waitFor();
  await at('cancel without a reason', 'aside');
  await page.getByText('Weather').click();
  await page.getByRole('button', { name: 'Cancel the visit' }).click();
  await page.getByText(/Its time is free again/).waitFor();
  await at('cancelled');
}

async function moving(world, name) {
  const { desk, page } = world;
  const { date, at } = await begin(world, name);
  const { visit, resource } = await desk.bookOn(date, `axe-move-${name}`);
  await desk.filter(resource.name);
  await desk.card(visit, resource).focus();
  await at('peek');
  await page.keyboard.press('m');
  await page.getByRole('region', { name: 'Move' }).waitFor();
  await at('move begun');
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('ArrowRight');
    if (/does not work|is busy|is blocked/.test(await page.getByRole('region', { name: 'Move' }).innerText())) break;
  }
  await at('move that breaks something');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await at('move refused');
  await page.keyboard.press('Escape');
}

async function frame(world, name, narrow) {
  const { page, server } = world;
  const { date, at } = await begin(world, name);
  if (!narrow) {
    for (const [where, query] of [['list', 'view=list'], ['week', 'zoom=week'], ['hour', 'zoom=hour']]) {
      await page.goto(`${server.address}/?date=${date}&${query}`);
      await page.locator(where === 'week' ? '[data-cell]' : '[data-visit]').first().waitFor();
      await at(where);
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await at('help');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await at('account menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Kind of resource/ }).click();
  await page.getByRole('option').first().waitFor();
  await at('choice open');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nobody is called so');
  await page.getByText('Nothing has that name or skill.').waitFor();
  await at('nothing found');
  await page.goto(`${server.address}/?date=${idleDay()}&site=site-99999`);
  await page.getByText('There is no site “site-99999”').waitFor();
  await page.getByRole('button', { name: 'Next working day' }).waitFor();
  await at('idle day and unknown site');
  await page.route('**/v1/board*', (route) => route.abort());
  await page.goto(`${server.address}/?date=${date}`);
  await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 40_000 });
  await at('no answer');
}

/** A Sunday at which nobody works. */
function idleDay() {
  const day = new Date(Date.now() + 8 * 86_400_000);
  while (day.getUTCDay() !== 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

async function signIn({ page, server, shot }, name) {
  await page.goto(server.address);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Write your login.').waitFor();
  await noViolations(page, `sign-in without words (${name})`);
  await page.route('**/v1/session', (route) => (route.request().method() === 'POST'
    ? route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({
      type: 'about:blank', title: 'Too many requests', status: 429, code: 'rate-limited', detail: 'Try again in 40 seconds.',
      advice: 'Wait as many seconds as the `Retry-After` header says.', instance: '', trace_id: '',
    }) })
    : route.continue()));
  await page.getByLabel('Login').fill('clerk');
  await page.getByLabel('Password').fill('guess');
  await page.keyboard.press('Enter');
  await page.getByText('Try again in 40 seconds.').waitFor();
  if (await page.getByText('Retry-After').count() > 0) throw new Error('a clerk is told about a header');
  await shot(`${name}-too-many`);
  await noViolations(page, `sign-in after too many tries (${name})`);
}

export const tests = {};
for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1440, 900], [360, 740]]) {
    const narrow = width < 720;
    const states = { booking, ...(narrow ? {} : { moving }), frame, 'sign-in': signIn };
    for (const [group, run] of Object.entries(states)) {
      const name = `rules-${group}-${width}-${scheme}`;
      tests[`every state of ${group} at ${width} pixels, ${scheme}: no rule of accessibility broken`] = {
        context: { viewport: { width, height }, colorScheme: scheme, hasTouch: narrow },
        run: (world) => run(world, name, narrow),
      };
    }
  }
}
