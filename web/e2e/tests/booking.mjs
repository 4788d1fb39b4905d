import assert from 'node:assert/strict';

export const tests = {
  'a visit is booked with the keyboard alone': async ({ desk, page, shot }) => {
    const date = await desk.openBusyDay();
    const { type } = await desk.openingsOn(date);
    await desk.tabTo(/Find a time/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Find a time' }).waitFor();
    await desk.tabTo(/^Visit/);
    await page.keyboard.type(type.name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await desk.tabTo(/^Patient/);
    await page.keyboard.type('e2e-keyboard');
    await page.locator('aside li button').first().waitFor();
    await desk.tabTo(/^\d\d:\d\dto/);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Held time' }).waitFor();
    await shot('held');
    await desk.tabTo(/Keep longer/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Booked' }).waitFor();
    const { items } = await desk.api('GET', '/v1/appointments?patient=e2e-keyboard');
    assert.equal(items.length, 1);
    assert.equal(items[0].status, 'booked');
  },
  'a hold can be let go, and what was written stays': async ({ desk, page }) => {
    const date = await desk.openBusyDay();
    const { type } = await desk.openingsOn(date);
    await page.getByRole('button', { name: 'Find a time' }).click();
    await desk.chooseVisit(type.name);
    await page.getByLabel('Patient').fill('e2e-let-go');
    await page.locator('aside li button').first().click();
    await page.getByRole('button', { name: 'Let it go' }).click();
    await page.locator('aside li button').first().waitFor();
    assert.equal(await page.getByLabel('Patient').inputValue(), 'e2e-let-go');
  },
  'a bad pseudonym is told in place': async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.getByRole('button', { name: 'Find a time' }).click();
    await page.getByLabel('Patient').fill('Jane Doe');
    await page.getByText(/Never write a name here/).waitFor();
    assert.equal(await page.getByLabel('Patient').inputValue(), 'Jane Doe');
  },
  'free time on a row starts a booking with that person': async ({ desk, page }) => {
    await desk.openBusyDay();
    const free = page.getByRole('grid').getByRole('button', { name: /^Free/ }).first();
    const name = (await free.innerText()).split(', ')[2].replace('. Book here.', '');
    await free.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Find a time' }).waitFor();
    await page.locator('aside').getByRole('button', { name }).waitFor();
  },
  'a visit is cancelled with its reason': async ({ desk, page, shot }) => {
    const date = await desk.openBusyDay();
    const { visit, resource } = await desk.bookOn(date, 'e2e-cancel');
    await desk.filter(resource.name);
    await desk.card(visit, resource).focus();
    await page.keyboard.press('Enter');
    await desk.tabTo(/^Cancel visit/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Cancel the visit' }).click();
    await page.getByText('Choose a reason.').waitFor();
    await page.getByText('Weather').click();
    await shot('cancel');
    await page.getByRole('button', { name: 'Cancel the visit' }).click();
    await page.getByText(/cancelled\. Its time is free again/).waitFor();
    const after = await desk.api('GET', `/v1/appointments/${visit.id}`);
    assert.deepEqual([after.status, after.cancel_reason], ['cancelled', 'weather']);
  },
};
