import assert from 'node:assert/strict';

const LIVE_MS = 2_000;

export const tests = {
  'a second browser sees a booking live, and nothing else moves': async ({ desk, page, another }) => {
    const date = await desk.openBusyDay();
    const other = await another();
    await other.signIn();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      globalThis.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shifted += entry.value;
      }).observe({ type: 'layout-shift', buffered: false });
    });
    const { visit, resource } = await other.bookOn(date, 'e2e-live');
    await page.locator('[role="grid"]').evaluate(() => undefined);
    await page.waitForFunction((id) => {
      const rows = [...document.querySelectorAll('[role="row"]')];
      return document.querySelector(`[data-visit="${id}"]`) !== null || !rows.some((row) => row.dataset.row !== undefined);
    }, visit.id, { timeout: LIVE_MS }).catch(async () => {
      // The row may lie outside what is drawn: look for it there.
      await desk.filter(resource.name);
      await desk.card(visit, resource).waitFor({ timeout: LIVE_MS });
    });
    assert.ok(await page.evaluate(() => globalThis.shifted) < 0.01, 'the live update shifted the layout');
  },
  'a broken stream is told and mends itself': async ({ desk, page }) => {
    await desk.openBusyDay();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.route('**/v1/events*', (route) => route.abort());
    await page.reload().catch(() => undefined);
    await page.context().setOffline(false);
    await page.reload();
    await page.getByText('Not live: trying again').waitFor();
    await page.unroute('**/v1/events*');
    await page.getByText('Live', { exact: true }).waitFor();
  },
  'a server that hangs is told after two missed heartbeats': async ({ desk, page, server }) => {
    await page.clock.install();
    await desk.openBusyDay();
    await page.getByText('Live', { exact: true }).waitFor();
    server.freeze();
    try {
      await page.clock.fastForward(29_000);
      assert.equal(await page.getByText('Live', { exact: true }).count(), 1);
      await page.clock.fastForward(3_000);
      await page.getByText('Not live: the server is silent').waitFor();
    } finally {
      server.thaw();
    }
    await page.clock.fastForward(2_000);
    await page.getByText('Live', { exact: true }).waitFor();
  },
};
