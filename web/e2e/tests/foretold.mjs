/** What is foretold: demand on its page, and how sessions will go beside the names of the board. */
import assert from 'node:assert/strict';
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

const PEOPLE = /^[\d.,]+\s\([\d,]+\sto\s[\d,]+\)$/;
const HOURS = { '15m': 0.25, '30m': 0.5, '1h': 1, '2h': 2, '4h': 4, '6h': 6, '12h': 9 };

/** The server's own answer as it would be on a busy morning: the demo may be asked at night, when nobody comes. */
function busyMorning(answer, model) {
  const forecasts = answer.forecasts.map((each, index) => {
    const ahead = each.horizon in HOURS;
    const expected = (1 + (index % 7)) * (HOURS[each.horizon] ?? 8);
    return {
      ...each, expected, low: Math.floor(expected * 0.7), high: Math.ceil(expected * 1.4), basis: model && ahead ? 'model' : 'season-only',
      ...(model && ahead ? { fallback_reason: undefined } : { fallback_reason: 'Less than six weeks are known: the usual is told.' }),
      moved_by: model && ahead ? ['12 people wait now', '31 % more than usual at this time of the week'] : [],
    };
  });
  return { ...answer, model: model ? 'model-7' : undefined, forecasts };
}

function told(page, change) {
  return page.route('**/v1/predict-demand', async (route) => route.fulfill({ json: change(await (await route.fetch()).json()) }));
}

function fails(page) {
  return page.route('**/v1/predict-demand', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({
    type: 'about:blank', title: 'Something went wrong on the server', status: 500, code: 'internal', detail: 'it has been written down', advice: 'Try again.', instance: '', trace_id: 'e2e',
  }) }));
}

async function everyState({ desk, page, shot }, name, narrow) {
  const at = async (where) => {
    await settled(page);
    await shot(`${name}-${where.replaceAll(' ', '-')}`);
    await desk.noSidewaysScroll(`${where} (${name})`);
    await noViolations(page, `${where} (${name})`, { colours: name.endsWith('dark') });
  };
  await told(page, (answer) => busyMorning(answer, true));
  await desk.asManager('?page=demand');
  await page.getByRole('heading', { level: 1, name: /^Most are expected for / }).waitFor();
  if (narrow) await page.locator('[data-series]').first().click();
  await page.getByRole('heading', { level: 3, name: 'What it rests on' }).waitFor();
  await at('every site');
  await page.getByText('All numbers as a table').click();
  await at('as a table');
  await fails(page);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText(/^It could not be renewed/).waitFor();
  await at('old numbers');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await told(page, (answer) => busyMorning(answer, false));
  await page.reload();
  await page.getByText('No model speaks for demand yet.').waitFor();
  await page.getByText(/^All of these rest on the usual for this time of the week/).waitFor();
  await at('no model');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await told(page, (answer) => ({ ...answer, model: undefined, forecasts: answer.forecasts.map((each) => ({ ...each, basis: 'base-rate' })) }));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Nobody has come yet' }).waitFor();
  await at('nobody ever came');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await fails(page);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'What is expected cannot be told now' }).waitFor();
  await at('not told');
}

const states = {};
for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1440, 900], [360, 740]]) {
    const narrow = width < 720;
    states[`demand in every state at ${width} pixels, ${scheme}: no rule of accessibility broken`] = {
      context: { viewport: { width, height }, colorScheme: scheme, hasTouch: narrow },
      run: (world) => everyState(world, `demand-${width}-${scheme}`, narrow),
    };
  }
}

async function withOutlooks(desk) {
  const date = desk.busyDate();
  await desk.asManager(`?date=${date}`);
  await desk.page.locator('[data-outlook]').first().waitFor();
  return date;
}

const outlooks = {};
for (const scheme of ['light', 'dark']) {
  outlooks[`outlook, ${scheme}: a key on the row tells how the session will go, and the focus comes back`] = {
    context: { colorScheme: scheme },
    run: async ({ desk, page, shot }) => {
      await withOutlooks(desk);
      await page.locator('[role="grid"] [tabindex="0"]').first().focus();
      const stop = () => page.evaluate(() => document.activeElement?.dataset.stop ?? '');
      const before = await stop();
      await page.keyboard.press('o');
      const dialog = page.getByRole('dialog', { name: /^Outlook of / });
      await dialog.waitFor();
      const words = (await dialog.innerText()).replaceAll('\u00a0', ' ');
      assert.match(words, /Busy\n\d+ % \(\d+ to \d+ %\)/);
      assert.match(words, /Patients wait\n\d+ min \(\d+ to \d+ min\)/);
      assert.match(words, /Overtime\n\d+ min \(\d+ to \d+ min\)/);
      assert.match(words, /Leave it as it is|May run late|Room for/);
      await settled(page);
      await shot(`outlook-${scheme}`);
      await noViolations(page, `an outlook, ${scheme}`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await stop(), before);
    },
  };
}

export const tests = {
  ...states,
  ...outlooks,
  'demand: found in the bar, by site and horizon in the address, every number with its band': async ({ desk, page }) => {
    await desk.asManager('');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Demand' }).click();
    await page.getByRole('heading', { level: 1, name: /expected/ }).waitFor();
    await page.getByRole('radio', { name: '14 days' }).click();
    await page.getByRole('button', { name: /Every site/ }).click();
    await page.getByRole('option', { name: 'Northgate' }).click();
    await page.getByRole('heading', { level: 2, name: /, Northgate$/ }).waitFor();
    assert.match(page.url(), /horizon=14d/);
    assert.match(page.url(), /site=site-\d/);
    const rows = page.locator('[data-series]');
    assert.ok(await rows.count() > 2);
    for (const number of await rows.locator('span:nth-of-type(3)').allInnerTexts()) assert.match(number.replace(/^:\s*/, ''), PEOPLE);
    await rows.last().click();
    const name = await rows.last().locator('span').first().innerText();
    await page.getByRole('heading', { level: 2, name: `${name}, Northgate` }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'Northgate', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('radio', { name: '14 days', checked: true }).waitFor();
  },
  'demand: on a phone the numbers of a service open under it, and close again': {
    context: { viewport: { width: 360, height: 740 }, hasTouch: true },
    run: async ({ desk, page }) => {
      await desk.asManager('?page=demand');
      const row = page.locator('[data-series]').first();
      await row.waitFor();
      assert.equal(await page.getByRole('heading', { level: 3 }).count(), 0);
      await row.tap();
      await page.getByRole('img', { name: /^Chart: what is expected over 9 horizons/ }).waitFor();
      await row.tap();
      await page.getByRole('heading', { level: 3 }).first().waitFor({ state: 'detached' });
    },
  },
  'demand and outlooks are not for a clerk': async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.getByText('Live', { exact: true }).waitFor();
    assert.equal(await page.locator('[data-outlook]').count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Demand' }).count(), 0);
    await page.goto(`${desk.server.address}/?page=demand`);
    await page.getByRole('heading', { level: 1, name: 'Predictions are not for every account' }).waitFor();
    await noViolations(page, 'demand refused');
  },
  'outlook: a phone tells it under the practitioner’s name': {
    context: { viewport: { width: 360, height: 740 }, hasTouch: true },
    run: async ({ desk, page }) => {
      await desk.asManager(`?date=${desk.busyDate()}`);
      await page.getByText(/Busy \d+\s%/).first().waitFor();
      await desk.noSidewaysScroll('a list with outlooks');
    },
  },
  'a visit is doubtful by its own day, on the day board and in the week alike': async ({ desk, page }) => {
    const risk = (probability) => ({ probability, low: probability - 0.02, high: probability + 0.02, stage: 'day-before', basis: 'model', unseen_labels: 0, factors: [] });
    await page.route('**/v1/risks*', async (route) => {
      const answer = await (await route.fetch()).json();
      await route.fulfill({ json: { ...answer, risks: answer.risks.map((each) => ({ ...each, no_show: risk(0.1) })) } });
    });
    // One and a half times its day's risk, and far from three in ten.
    await page.route('**/v1/appointments/*/forecast', async (route) => route.fulfill({ json: { ...await (await route.fetch()).json(), no_show: [risk(0.16)] } }));
    await desk.asManager(`?date=${desk.busyDate()}`);
    await page.locator('[role="grid"] [data-visit][data-status="booked"]').first().click();
    const level = page.getByRole('region', { name: 'What is expected' }).locator('[data-level]');
    await level.getByText('may not come').waitFor();
    await page.getByRole('radio', { name: 'Week' }).click();
    await page.getByRole('grid', { name: 'Week' }).waitFor();
    await level.getByText('may not come').waitFor();
  },
};
