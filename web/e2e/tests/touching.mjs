import assert from 'node:assert/strict';
import { Finger } from '../finger.mjs';

const TABLET = { viewport: { width: 1280, height: 900 }, hasTouch: true };

function touching(run) {
  return { context: TABLET, run };
}

/** A booked visit alone on the board, and a finger that rests on it until it lifts. */
async function lift({ desk, page }, patient) {
  const date = await desk.openBusyDay();
  const { visit, resource } = await desk.bookOn(date, patient);
  await desk.filter(resource.name);
  const card = desk.card(visit, resource);
  await card.waitFor();
  const box = await desk.inSight(card);
  const finger = await Finger.of(page);
  const at = { x: box.x + Math.min(8, box.width / 2), y: box.y + box.height / 2 };
  await finger.down(at.x, at.y);
  const verdict = page.getByRole('region', { name: 'Move' });
  await verdict.waitFor();
  return { visit, finger, at, verdict };
}

/** Carries it across until nothing stands in the way of another time. */
async function carryToRoom({ finger, at, verdict }, width) {
  const places = [];
  for (let x = at.x + 24; x < width - 60; x += 7) places.push(x);
  for (let x = at.x - 24; x > 280; x -= 7) places.push(x);
  for (const x of places) {
    await finger.to(x, at.y, 1);
    if (/Nothing stands in the way/.test(await verdict.innerText())) return;
  }
  assert.fail('no other time of the day fits');
}

async function staysWhereItWas(desk, visit) {
  const after = await desk.api('GET', `/v1/appointments/${visit.id}`);
  assert.equal(after.start, visit.start);
  assert.equal(after.revision, visit.revision);
}

export const tests = {
  'a finger that rests on a visit lifts it and carries it to another time': touching(async (world) => {
    const { desk, page, shot } = world;
    const lifted = await lift(world, 'e2e-touch');
    await carryToRoom(lifted, TABLET.viewport.width);
    await shot('lifted');
    await lifted.finger.up();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const after = await desk.api('GET', `/v1/appointments/${lifted.visit.id}`);
    assert.notEqual(after.start, lifted.visit.start);
    assert.equal(await page.locator('aside').count(), 0, 'the end of the drag opened the visit');
  }),
  'Escape puts a lifted visit back': touching(async (world) => {
    const { visit, finger, at, verdict } = await lift(world, 'e2e-touch-escape');
    await finger.to(at.x + 120, at.y);
    await world.page.keyboard.press('Escape');
    await verdict.waitFor({ state: 'detached' });
    await finger.up();
    await staysWhereItWas(world.desk, visit);
  }),
  'a visit let go beside the board stays where it was': touching(async (world) => {
    const { visit, finger, at, verdict } = await lift(world, 'e2e-touch-outside');
    await finger.to(at.x + 60, at.y);
    await finger.to(at.x + 60, 30);
    await verdict.getByText('Beside the board').waitFor();
    await finger.up();
    await verdict.waitFor({ state: 'detached' });
    await staysWhereItWas(world.desk, visit);
  }),
  'nothing moves under the finger when a visit lifts, not even in the last row in sight': touching(async ({ desk, page, shot }) => {
    await desk.openBusyDay();
    await page.waitForTimeout(300);
    const last = await page.locator('[role="grid"] [data-visit][data-status="booked"]').evaluateAll((cards) => {
      const inSight = cards.map((card) => ({ stop: card.dataset.stop, box: card.getBoundingClientRect() }))
        .filter(({ box }) => box.bottom < innerHeight - 2 && box.left > 300 && box.right < innerWidth - 80);
      const { stop, box } = inSight.reduce((low, each) => (each.box.y > low.box.y ? each : low));
      return { stop, x: box.x + 4, y: box.y + box.height / 2 };
    });
    const finger = await Finger.of(page);
    await finger.down(last.x, last.y);
    const verdict = page.getByRole('region', { name: 'Move' });
    await verdict.waitFor();
    const after = await page.locator(`[data-stop="${last.stop}"]`).boundingBox();
    assert.ok(Math.abs(after.y + after.height / 2 - last.y) < 1, 'the row went away from under the finger');
    await finger.to(last.x + 40, last.y);
    assert.match(await verdict.innerText(), / to \d\d:\d\d/);
    await shot('lifted-last-row');
    await page.keyboard.press('Escape');
    await finger.up();
    await verdict.waitFor({ state: 'detached' });
  }),
  'a finger that moves at once scrolls': touching(async ({ desk, page }) => {
    await desk.openBusyDay();
    const box = await page.locator('[role="grid"] [data-visit][data-status="booked"]').nth(3).boundingBox();
    const finger = await Finger.of(page);
    await finger.down(box.x + 6, box.y + 8);
    await finger.to(box.x + 6, box.y - 160, 12);
    const grid = page.getByRole('grid');
    await page.waitForFunction(() => document.querySelector('[role="grid"]').scrollTop > 60);
    assert.equal(await page.getByRole('region', { name: 'Move' }).count(), 0);
    await finger.up();
    assert.ok(await grid.evaluate((element) => element.scrollTop) > 60);
  }),
  'a tap still opens the visit': touching(async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.locator('[role="grid"] [data-visit]').first().tap();
    await page.getByRole('heading', { name: 'Steps' }).waitFor();
    await page.getByRole('button', { name: 'Find another time' }).waitFor();
  }),
};
