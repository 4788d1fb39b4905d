/** Models in a browser: what is needed, training, promoting with a reason, and what the board shows to whom. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { noViolations } from '../axe.mjs';

const LEARNT_MS = 75_000;

/** The page with its trainings read. */
async function openModels(desk, task = 'no-show') {
  await desk.asManager(`?page=models&task=${task}`);
  await desk.page.getByRole('heading', { level: 2, name: 'Trainings' }).waitFor();
}

/** The demo learns its first models at once; from then on one speaks for each task. */
async function champion(desk, task = 'no-show') {
  const speaks = async () => (await desk.api('GET', `/v1/models?task=${task}`)).items.find((model) => model.role === 'champion');
  for (let tries = 0; tries < LEARNT_MS / 1_000; tries += 1) {
    // One look after another.
    // oxlint-disable-next-line no-await-in-loop
    const found = await speaks();
    if (found) return found;
    // oxlint-disable-next-line no-await-in-loop
    await wait(1_000);
  }
  throw new Error(`no model speaks for ${task}`);
}

export const tests = {
  'models: each task says how things stand, with the keyboard alone': async ({ desk, page }) => {
    await openModels(desk);
    assert.match(await page.getByRole('heading', { level: 1 }).textContent(), /^No-shows/);
    await page.getByRole('tab', { name: 'No-shows' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { level: 1, name: /^Visit length/ }).waitFor();
    assert.match(page.url(), /task=duration/);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { level: 1, name: /^Demand/ }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /^Visit length/ }).waitFor();
    await noViolations(page, 'models without a model');
  },

  'models: one is learnt, promoted with a reason, and the one before brought back': async ({ desk, page, shot }) => {
    await openModels(desk);
    const first = await champion(desk);
    await page.reload();
    await page.getByRole('button', { name: 'Train now' }).click();
    await page.getByRole('heading', { level: 2, name: /^May model-\d+ speak\?$/ }).waitFor({ timeout: LEARNT_MS });
    await page.getByRole('button', { name: /^Promote model-/ }).click();
    await page.getByRole('button', { name: 'Promote it' }).click();
    await page.getByText('Write the reason.').waitFor();
    await page.getByLabel('Reason').fill('Learnt from one day more');
    await page.keyboard.press('Enter');
    await page.getByText('“Learnt from one day more”').waitFor();
    await shot('models');
    await page.getByRole('button', { name: /^Bring the model before model-\d+ back/ }).click();
    await page.getByLabel('Reason').fill('Just to see the way back');
    await page.keyboard.press('Enter');
    await page.getByText('“Just to see the way back”').waitFor();
    assert.equal((await champion(desk)).id, first.id);
  },

  'models: figures have bands and tables, the card can be read': async ({ desk, page, shot }) => {
    await openModels(desk);
    await champion(desk);
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'How well predictions have held' }).waitFor();
    assert.match(await page.getByRole('region', { name: /^Figures on later days/ }).textContent(), /Brier score/);
    await page.getByRole('img', { name: /^Chart: \d+ groups of visits/ }).waitFor();
    await page.getByText('Its card').first().click();
    await page.getByRole('heading', { level: 3, name: /card/i }).first().waitFor();
    await noViolations(page, 'models with a champion');
    await shot('models-card');
  },

  'models: horizons that were not judged have no figure, and say so': async ({ desk, page }) => {
    await openModels(desk, 'demand');
    const { id } = await champion(desk, 'demand');
    const horizon = (name, rows, value) => ({ grouping: 'horizon', name, rows, measures: { coverage: { value } } });
    await page.route('**/v1/model-reports/demand', (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"title":"Not now","status":422,"code":"x","detail":"","advice":"","type":"about:blank","instance":"","trace_id":""}' }));
    await page.route(`**/v1/models/${id}`, async (route) => {
      const model = await (await route.fetch()).json();
      await route.fulfill({ json: { ...model, report: { ...model.report, segments: [horizon('12h', 40, 0.82), horizon('15m', 40, 0.79), horizon('14d', 0, 0)] } } });
    });
    await page.reload();
    const chart = page.getByRole('img', { name: 'Chart: Inside the band of 2 segments.' });
    await chart.waitFor();
    assert.equal(await chart.getByText('not judged yet').count(), 7);
    assert.equal(await chart.locator('circle').count(), 2);
  },

  'models: on a phone nothing is wider than the page': {
    context: { viewport: { width: 360, height: 760 }, colorScheme: 'dark' },
    run: async ({ desk, page, shot }) => {
      await openModels(desk);
      await champion(desk);
      await page.reload();
      await page.getByRole('heading', { level: 2, name: 'How well predictions have held' }).waitFor();
      await desk.noSidewaysScroll('models');
      await noViolations(page, 'models on a phone, dark');
      await shot('models-phone');
    },
  },

  'models: a visit says its risk with a band to a manager, and nothing to a clerk': async ({ desk, page, another, shot }) => {
    await openModels(desk);
    await champion(desk);
    const date = desk.busyDate();
    await page.goto(`${desk.server.address}/?date=${date}`);
    await page.locator('[role="grid"] [data-visit][data-status="booked"]').first().click();
    const expected = page.getByRole('region', { name: 'What is expected' });
    await expected.getByText(/[\d.]+\s%\s\((?:[\d.]+ to [\d.]+\s%|± less than 0\.01)\)/).first().waitFor();
    await noViolations(page, 'a visit with what is expected of it');
    await shot('expected');
    const clerk = await another();
    await clerk.signIn();
    await clerk.page.goto(`${desk.server.address}/?date=${date}`);
    await clerk.page.locator('[role="grid"] [data-visit][data-status="booked"]').first().click();
    await clerk.page.getByRole('heading', { name: 'Steps' }).waitFor();
    assert.equal(await clerk.page.getByText('What is expected').count(), 0);
    assert.equal(await clerk.page.locator('[data-doubt]').count(), 0);
    assert.equal(await clerk.page.getByRole('link', { name: 'Models' }).count(), 0);
    await clerk.page.goto(`${desk.server.address}/?page=models`);
    await clerk.page.getByRole('heading', { level: 1, name: 'Predictions are not for every account' }).waitFor();
  },
};
