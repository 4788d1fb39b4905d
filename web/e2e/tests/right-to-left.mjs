import assert from 'node:assert/strict';
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

async function openRightToLeft({ desk, page, server }) {
  if (!server.cookies) await desk.signIn();
  else await page.context().addCookies(server.cookies);
  const date = desk.busyDate();
  await page.goto(`${server.address}/?date=${date}&dir=rtl`);
  await page.locator('[data-visit]').first().waitFor();
  await settled(page);
  return date;
}

const screens = {};
for (const [width, height] of [[1440, 900], [768, 1024], [360, 740]]) {
  screens[`right to left at ${width} pixels: no rule of accessibility broken, no sideways scroll`] = {
    context: { viewport: { width, height }, hasTouch: width < 800 },
    run: async (world) => {
      const { desk, page, shot } = world;
      const check = async (where, within) => {
        await settled(page);
        await shot(`rtl-${width}-${where}`);
        await desk.noSidewaysScroll(`${where}, right to left`);
        await noViolations(page, `${where}, right to left`, { within });
      };
      const date = await openRightToLeft(world);
      await check('day');
      const { type } = await desk.openingsOn(date);
      await page.getByRole('button', { name: 'Find a time' }).click();
      await desk.chooseVisit(type.name);
      await page.locator('aside li button').first().waitFor();
      await check('find', 'aside');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.locator('[data-visit]').first().click();
      await page.getByRole('heading', { name: 'Steps' }).waitFor();
      await check('visit', 'aside');
    },
  };
}

export const tests = {
  ...screens,
  'right to left, the day begins beside the names on the right': async (world) => {
    const { page } = world;
    await openRightToLeft(world);
    // The board opens at the time of day that it is; the day begins where nobody has scrolled.
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ left: 0 }));
    const [name, body] = [page.getByRole('rowheader').nth(1), page.getByRole('gridcell').first()];
    const [names, times] = await Promise.all([name.boundingBox(), body.boundingBox()]);
    assert.ok(names.x >= times.x + times.width - 2, `the names stand at ${names.x}, the times end at ${times.x + times.width}`);
    const starts = await page.getByRole('row').filter({ has: page.locator('[data-visit]') }).first().evaluate((row) =>
      [...row.querySelectorAll('[data-visit]')].map((card) => ({
        x: card.getBoundingClientRect().right, text: / (\d\d:\d\d) to /.exec(card.textContent)?.[1] ?? '',
      })));
    const byTime = starts.toSorted((a, b) => a.text.localeCompare(b.text)).map((each) => each.x);
    assert.deepEqual(byTime, byTime.toSorted((a, b) => b - a), 'later visits stand further to the left');
  },
  'right to left, the left arrow and a drag to the left go later': async (world) => {
    const { desk, page } = world;
    const date = await openRightToLeft(world);
    const { visit, resource } = await desk.bookOn(date, 'e2e-rtl');
    await desk.filter(resource.name);
    const card = desk.card(visit, resource);
    await card.focus();
    await page.keyboard.press('m');
    const verdict = page.getByRole('region', { name: 'Move' });
    const time = async () => / to (?:\w+ \d+ \w+, )?(\d\d:\d\d)/.exec(await verdict.innerText())[1];
    const before = await time();
    await page.keyboard.press('ArrowLeft');
    assert.ok(await time() > before, 'the arrow went earlier');
    await page.keyboard.press('Escape');
    await verdict.waitFor({ state: 'detached' });
    const box = await desk.inSight(card);
    await page.mouse.move(box.x + box.width - 6, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 90, box.y + 10, { steps: 8 });
    assert.ok(await time() > before, 'the drag went earlier');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await verdict.waitFor({ state: 'detached' });
  },
  'the direction is a setting that stays': async ({ desk, page, server }) => {
    await desk.openBusyDay();
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Lay out from right to left' }).click();
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.goto(server.address);
    await page.getByRole('heading', { level: 1, name: /\d/ }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Lay out from left to right' }).click();
    await page.waitForFunction(() => document.documentElement.dir === 'ltr');
  },
};
