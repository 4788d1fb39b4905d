import assert from 'node:assert/strict';

export const tests = {
  'a wrong password is told in place and the login stays': async ({ desk, page, server }) => {
    await page.goto(server.address);
    await page.getByLabel('Login').fill('clerk');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('Login').inputValue(), 'clerk');
    await desk.noSidewaysScroll('the sign-in page');
  },
  'empty fields are named': async ({ page, server }) => {
    await page.goto(server.address);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Write your login.').waitFor();
    await page.getByText('Write your password.').waitFor();
  },
  'signing in shows the board, signing out leaves it': async ({ desk, page, server }) => {
    await desk.signInByHand();
    await page.goto(`${server.address}/?date=${desk.busyDate()}`);
    await page.locator('[data-visit]').first().waitFor();
    assert.ok(await page.locator('[role="grid"] [role="row"]').count() > 3);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  },
  'nothing is asked of any other host': async ({ desk, page, server }) => {
    const elsewhere = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.address) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    await desk.openBusyDay();
    assert.deepEqual(elsewhere, []);
  },
};
