import assert from 'node:assert/strict';
import { noViolations } from '../axe.mjs';

/** Signed in, at a day of the past with a visit that the patient missed; gives that visit. */
async function openMissedDay({ desk, page }) {
  await desk.signIn();
  const [site] = (await desk.api('GET', '/v1/sites')).items;
  const { items } = await desk.api('GET', '/v1/appointments?status=noshow&limit=500');
  const visit = items.findLast((each) => each.site === site.id);
  assert.ok(visit, 'the demo has missed visits');
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: site.zone }).format(Date.parse(visit.start));
  await page.goto(`${desk.server.address}/?date=${date}`);
  const name = (await desk.api('GET', `/v1/resources?site=${site.id}&limit=500`)).items
    .find((each) => each.id === visit.segments[0].resource).name;
  await desk.filter(name);
  const card = page.locator(`[data-visit="${visit.id}"]`).first();
  await card.waitFor();
  return { visit, card };
}

/** A visit that was cancelled on the busy day, with the row it stood on alone on the board. */
async function openCancelled({ desk, page }, patient) {
  const date = await desk.openBusyDay();
  const { visit, resource } = await desk.bookOn(date, patient);
  await page.evaluate(async ([id, revision]) => {
    const answer = await fetch(`/v1/appointments/${id}/cancel`, {
      method: 'POST', body: JSON.stringify({ reason: 'weather' }),
      headers: {
        'Content-Type': 'application/json', 'X-Requested-With': 'lindley', 'Idempotency-Key': crypto.randomUUID(),
        'If-Match': `"${revision}"`,
      },
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, [visit.id, visit.revision]);
  await desk.filter(resource.name);
  return { visit, resource, card: desk.card(visit, resource) };
}

export const tests = {
  'a missed visit is on the board, says so, and only lets itself be read': async (world) => {
    const { page, shot } = world;
    const { card } = await openMissedDay(world);
    assert.match(await card.innerText(), /, did not come/);
    await page.getByText(/did not come/).first().waitFor();
    await card.focus();
    await page.keyboard.press('m');
    assert.equal(await page.getByRole('region', { name: 'Move' }).count(), 0, 'a missed visit cannot be moved');
    await page.keyboard.press('Enter');
    await page.getByText('The patient did not come. The visit is kept').waitFor();
    assert.equal(await page.locator('aside').getByRole('button').count(), 1, 'only the panel can be closed');
    await page.waitForTimeout(200);
    await shot('missed');
    await noViolations(page, 'a day with a missed visit');
  },
  'cancelled visits show on request and do not cover the time they freed': async (world) => {
    const { page, shot } = world;
    const { visit, card } = await openCancelled(world, 'e2e-called-off');
    await page.waitForTimeout(300);
    assert.equal(await page.locator(`[data-visit="${visit.id}"]`).count(), 0, 'nobody asked for cancelled visits');
    await page.getByRole('button', { name: 'Show cancelled' }).click();
    await card.waitFor();
    assert.match(await card.innerText(), /, cancelled/);
    await page.getByText(/\d cancelled/).waitFor();
    const under = await card.evaluate((element) => {
      const [box, row] = [element.getBoundingClientRect(), element.closest('[role="row"]').getBoundingClientRect()];
      return document.elementFromPoint(box.x + box.width / 2, row.y + 24)?.textContent ?? '';
    });
    assert.match(under, /^Free/, 'the freed time can be booked');
    await shot('cancelled');
    await noViolations(page, 'a day with a cancelled visit');
    await page.getByRole('button', { name: 'Show cancelled' }).click();
    await card.waitFor({ state: 'detached' });
  },
  'arrow keys reach a cancelled visit, and the address keeps it shown': async (world) => {
    const { page } = world;
    const { visit, resource, card } = await openCancelled(world, 'e2e-called-off-keys');
    await page.goto(`${page.url()}&cancelled=show`);
    await world.desk.filter(resource.name);
    await card.waitFor();
    await card.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((id) => document.activeElement?.dataset.visit !== id, visit.id);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((id) => document.activeElement?.dataset.visit === id, visit.id);
    await page.keyboard.press('Enter');
    await page.getByText('This visit was called off.').waitFor();
    await page.locator('aside').getByText('weather').waitFor();
  },
  'a phone lists cancelled visits as well': {
    context: { viewport: { width: 360, height: 740 }, hasTouch: true },
    run: async (world) => {
      const { visit, resource } = await openCancelled(world, 'e2e-called-off-phone');
      if (resource.kind !== 'practitioner') return;
      await world.page.getByRole('button', { name: 'Show cancelled' }).click();
      const entry = world.page.locator(`[data-visit="${visit.id}"]`).first();
      await entry.waitFor();
      assert.match(await entry.innerText(), /cancelled/);
      await world.desk.noSidewaysScroll('the list with cancelled visits');
      await noViolations(world.page, 'the list with cancelled visits');
    },
  },
  'a question mark lists the keys; focus stays in the list and comes back': async ({ desk, page, shot }) => {
    await desk.openBusyDay();
    const stop = page.locator('[role="grid"] [tabindex="0"]').first();
    await stop.focus();
    const before = await page.evaluate(() => document.activeElement.dataset.stop);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys and gestures' });
    await dialog.waitFor();
    await page.waitForTimeout(200);
    await shot('help');
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)), 'Tab left the dialog');
    }
    await noViolations(page, 'the list of keys');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction((was) => document.activeElement?.dataset.stop === was, before);
    await page.getByRole('button', { name: 'Keys and gestures' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  },
  'a question mark in a field is a letter': async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('?');
    assert.equal(await page.getByRole('searchbox').inputValue(), '?');
    assert.equal(await page.getByRole('dialog').count(), 0);
  },
};
