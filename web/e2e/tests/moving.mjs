import assert from 'node:assert/strict';

const MOST_STEPS = 60;

async function grab(desk, page, patient) {
  const date = await desk.openBusyDay();
  const booked = await desk.bookOn(date, patient);
  await desk.filter(booked.resource.name);
  await desk.card(booked.visit, booked.resource).focus();
  await page.keyboard.press('m');
  await page.getByRole('region', { name: 'Move' }).waitFor();
  return booked;
}

/** Presses the key until the verdict is as wished. */
async function stepUntil(page, key, text) {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    if (text.test(await page.getByRole('region', { name: 'Move' }).innerText())) return true;
  }
  return false;
}

export const tests = {
  'a visit is moved by keyboard, and the move taken back': async ({ desk, page, shot }) => {
    const { visit } = await grab(desk, page, 'e2e-move');
    const found = await stepUntil(page, 'ArrowRight', /Nothing stands in the way/)
      || await stepUntil(page, 'ArrowLeft', /Nothing stands in the way/);
    assert.ok(found, 'some other time of the day fits');
    await shot('move');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const moved = await desk.api('GET', `/v1/appointments/${visit.id}`);
    assert.notEqual(moved.start, visit.start);
    await page.keyboard.press('Control+z');
    await page.getByText(/is back at/).waitFor();
    const back = await desk.api('GET', `/v1/appointments/${visit.id}`);
    assert.equal(back.start, visit.start);
    assert.deepEqual(back.segments, visit.segments);
  },
  'before the drop the board says what would break': async ({ desk, page, shot }) => {
    const { visit } = await grab(desk, page, 'e2e-break');
    assert.ok(await stepUntil(page, 'ArrowRight', /does not work|is busy|is blocked/), 'some time of the day does not fit');
    await shot('break');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Move' }).getByRole('alert').waitFor();
    await page.locator('[role="grid"] :focus').press('Escape');
    await page.getByRole('region', { name: 'Move' }).waitFor({ state: 'detached' });
    const after = await desk.api('GET', `/v1/appointments/${visit.id}`);
    assert.equal(after.start, visit.start);
  },
  'a visit is moved by dragging': async ({ desk, page }) => {
    const date = await desk.openBusyDay();
    const { visit, resource } = await desk.bookOn(date, 'e2e-drag');
    await desk.filter(resource.name);
    const card = desk.card(visit, resource);
    await card.waitFor();
    const box = await desk.inSight(card);
    await page.mouse.move(box.x + 8, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 10, { steps: 4 });
    await page.mouse.move(box.x + 160, box.y + 10, { steps: 8 });
    const words = await page.getByRole('region', { name: 'Move' }).innerText();
    assert.match(words, / to \d\d:\d\d/);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.getByRole('region', { name: 'Move' }).waitFor({ state: 'detached' });
    const after = await desk.api('GET', `/v1/appointments/${visit.id}`);
    assert.equal(after.start, visit.start);
  },
};
