import assert from 'node:assert/strict';
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

/** Every screen, one after another, with what to check on each: the panel alone, where the board beside it is as it was. */
async function everyScreen({ desk, page, server, shot }, name, check) {
  await page.goto(server.address);
  await page.getByLabel('Login').waitFor();
  const at = async (where, part) => {
    await settled(page);
    await shot(`${name}-${where}`);
    await check(`${where} (${name})`, part);
  };
  await at('sign-in');
  const date = await desk.openBusyDay();
  await at('day');
  const { type } = await desk.openingsOn(date);
  await page.getByRole('button', { name: 'Find a time' }).click();
  await desk.chooseVisit(type.name);
  await page.locator('aside li button').first().waitFor();
  await at('find', 'aside');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('[data-visit]').first().click();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  await at('visit', 'aside');
}

const looks = {};
for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1440, 900], [768, 1024], [360, 740]]) {
    const name = `${width}-${scheme}`;
    looks[`every screen at ${width} pixels, ${scheme}: no rule of accessibility broken, no sideways scroll`] = {
      context: { viewport: { width, height }, colorScheme: scheme, hasTouch: width < 720 },
      run: (world) => everyScreen(world, name, async (where, part) => {
        await world.desk.noSidewaysScroll(where);
        // In dark everything stands where it stands in light.
        await noViolations(world.page, where, { within: part, colours: scheme === 'dark' });
      }),
    };
  }
}

export const tests = {
  ...looks,
  'at 200 % zoom everything is still reached': {
    context: { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
    run: (world) => everyScreen(world, 'zoom-200', (where) => world.desk.noSidewaysScroll(where)),
  },
  'zooming keeps the place': async ({ desk, page, shot }) => {
    await desk.openBusyDay();
    await page.getByRole('radio', { name: 'Hour', exact: true }).click();
    const grid = page.getByRole('grid');
    await grid.evaluate((element) => element.scrollTo({ left: 6_000 }));
    await page.waitForTimeout(300);
    await page.getByRole('radio', { name: 'Half day' }).click();
    await page.waitForTimeout(300);
    await shot('half-day');
    await page.getByRole('radio', { name: 'Hour', exact: true }).click();
    await page.waitForTimeout(300);
    const left = await grid.evaluate((element) => element.scrollLeft);
    assert.ok(Math.abs(left - 6_000) < 30, `the board came back at ${left} instead of 6000`);
    await page.getByRole('radio', { name: 'Week' }).click();
    await page.getByRole('button', { name: /^Mon \d+ \w+$/ }).waitFor();
    await shot('week');
  },
  'an hour opens at now': async ({ desk, page, server }) => {
    await desk.signIn();
    const [site] = (await desk.api('GET', '/v1/sites')).items;
    const date = desk.busyDate();
    const local = (instant) => new Intl.DateTimeFormat('en-GB', { timeZone: site.zone, hour: '2-digit', minute: '2-digit' }).format(instant);
    const now = Array.from({ length: 96 }, (_, quarter) => Date.parse(`${date}T00:00:00Z`) + quarter * 900_000).find((each) => local(each) === '14:00');
    await page.clock.setFixedTime(now);
    await page.goto(`${server.address}/?zoom=hour`);
    await page.locator('[data-visit]').first().waitFor();
    await page.getByRole('columnheader').getByText('14:00', { exact: true }).first().waitFor();
    const { x } = await page.getByRole('columnheader').getByText('14:00', { exact: true }).first().boundingBox();
    assert.ok(x > 600 && x < 1100, `now stands at ${x}, not in the middle`);
  },
  'the next and the last day with visits are one press away': async ({ desk, page }) => {
    await desk.signIn();
    await page.goto(`${desk.server.address}/?date=2031-01-01`);
    await page.getByText('No visits').waitFor();
    await page.getByRole('button', { name: 'Last day before with visits' }).click();
    await page.locator('[data-visit]').first().waitFor();
    assert.match(new URL(page.url()).searchParams.get('date'), /^20(2\d|30)-/);
    await page.goto(`${desk.server.address}/?date=2020-01-01`);
    await page.getByRole('button', { name: 'Go to the next day with visits' }).click();
    await page.locator('[data-visit]').first().waitFor();
  },
  'arrow keys walk from visit to visit': async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.locator('[role="grid"] [tabindex="0"]').first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.dataset.stop ?? '');
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((before) => document.activeElement?.dataset.stop !== before, first);
    const second = await focused();
    assert.notEqual(second.split(' ')[0], first.split(' ')[0]);
    assert.equal(await page.locator('[role="grid"] [tabindex="0"]').count(), 1);
  },
  'on paper each person has a table': async ({ desk, page, shot }) => {
    await desk.openBusyDay();
    await page.emulateMedia({ media: 'print' });
    await page.locator('table').first().waitFor();
    await shot('print');
    assert.equal(await page.getByRole('button', { name: 'Find a time' }).isVisible(), false);
  },
};
