/** The desk says what is so, and leads on from where there is nothing to do. */
import assert from 'node:assert/strict';

/** The coming Sunday, when the demo clinic is closed. */
function sunday() {
  const day = new Date(Date.now() + 86_400_000);
  while (day.getUTCDay() !== 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

export const tests = {
  'a day on which nobody works leads to the next working day': async ({ desk, page, server }) => {
    await desk.signIn();
    await page.goto(`${server.address}/?date=${sunday()}`);
    await page.getByText(/^Nobody works here/).waitFor();
    await page.getByRole('button', { name: 'Next working day' }).click();
    await page.getByRole('grid', { name: 'Day board' }).waitFor();
    const landed = new Date(`${new URL(page.url()).searchParams.get('date')}T00:00:00Z`);
    assert.equal(landed.getUTCDay(), 1, 'the clinic opens on Monday');
  },
  'a site that is not there is said': async ({ desk, page, server }) => {
    await desk.signIn();
    await page.goto(`${server.address}/?site=site-99999&date=${desk.busyDate()}`);
    await page.getByText(/There is no site .site-99999. that you can see\. This is /).waitFor();
  },
  'a visit of another day cannot be told as arrived, and says from when on it can': async ({ desk, page }) => {
    const date = await desk.openBusyDay();
    const { visit, resource } = await desk.bookOn(date, 'e2e-early');
    await desk.filter(resource.name);
    await desk.card(visit, resource).click();
    await page.getByText(/^On .* it can be marked as arrived, checked in or finished\.$/).waitFor();
    for (const name of ['Arrived', 'Check in', 'Finish', 'Did not come']) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    }
    assert.equal(await page.getByRole('button', { name: 'Move on the board' }).count(), 1);
  },
  'every card tells when its visit starts': async ({ desk, page, shot }) => {
    await desk.openBusyDay();
    await shot('cards');
    const blank = await page.locator('[role="grid"] [data-visit]').evaluateAll((cards) => cards
      .filter((card) => card.offsetWidth >= 18)
      .filter((card) => !/\d\d/.test([...card.querySelectorAll('[aria-hidden]')].map((each) => each.textContent).join(' ')))
      .map((card) => card.textContent));
    assert.deepEqual(blank, []);
  },
  'the words of a card are not cut off without a sign': async ({ desk, page }) => {
    await desk.openBusyDay();
    const cut = await page.locator('[role="grid"] [data-visit] [aria-hidden] > span').evaluateAll((words) => words
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).textOverflow !== 'ellipsis')
      .map((each) => each.textContent));
    assert.deepEqual(cut, []);
  },
  'the week counts visits and free time, and a key opens the day': async ({ desk, page, server }) => {
    const date = await desk.openBusyDay();
    await page.goto(`${server.address}/?date=${date}&zoom=week`);
    const cell = page.locator(`[data-cell][tabindex="0"]`);
    await cell.waitFor();
    assert.equal(await page.locator('[data-cell][tabindex="0"]').count(), 1);
    await cell.focus();
    const at = () => page.evaluate(() => document.activeElement?.dataset.cell ?? '');
    assert.ok((await at()).endsWith(date), 'the focus begins at the day that was looked at');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    const landed = (await at()).split(' ')[1];
    assert.equal(Date.parse(date) - Date.parse(landed), 86_400_000);
    assert.match(await page.locator(':focus').innerText(), /\d+ visits?|not working/);
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Day board' }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('date'), landed);
  },
  'free time is offered only where a visit fits': async ({ desk, page }) => {
    await desk.openBusyDay();
    const words = await page.getByRole('grid').getByRole('button', { name: /^Free/ }).allInnerTexts();
    assert.ok(words.length > 0, 'some time is free');
    for (const each of words) {
      const [, from, to] = /(\d\d:\d\d) to (\d\d:\d\d)/.exec(each) ?? [];
      const minutes = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
      assert.ok(minutes(to) - minutes(from) >= 10, `${each} is shorter than every visit`);
    }
  },
};
