/** A visit is finished with the times at which it really took place. */
import assert from 'node:assert/strict';
import { noViolations } from '../axe.mjs';
import { settled } from '../settled.mjs';

const MINUTE = 60_000;

/**
 * A visit of the busy day as it will be on that day: the reader's clock is set to it, the visit is checked in, and what is sent to finish it
 * is caught, as the server would rightly say that the day has not come. Nothing is written. `checkedIn` and `now` are minutes after the planned start.
 */
async function onItsDay({ desk, page }, { checkedIn, now, status = 'checked-in' }) {
  const date = await desk.openBusyDay();
  const [site] = (await desk.api('GET', '/v1/sites')).items;
  const { appointments } = await desk.api('GET', `/v1/board?site=${site.id}&date=${date}&days=1`);
  const visit = appointments.find((each) => each.status === 'booked' && each.patient.startsWith('demo-'));
  const start = Date.parse(visit.start);
  const sent = [];
  let state = status;
  const pretend = (each) => (each.id === visit.id ? { ...each, status: state } : each);
  await page.route('**/v1/board*', async (route) => {
    const board = await (await route.fetch()).json();
    await route.fulfill({ json: { ...board, appointments: board.appointments.map(pretend) } });
  });
  await page.route(`**/v1/appointments/${visit.id}`, async (route) => route.fulfill({ json: pretend(await (await route.fetch()).json()) }));
  await page.route(`**/v1/appointments/${visit.id}/status`, async (route) => {
    const body = route.request().postDataJSON();
    sent.push(body);
    state = body.to;
    await route.fulfill({ json: { ...visit, status: state, ...(body.actual && { actual: body.actual }) } });
  });
  const event = { seq: 1, at: new Date(start + (checkedIn ?? 0) * MINUTE).toISOString(), kind: 'appointment_advanced', body: { appointment_advanced: { id: Number(visit.id.split('-')[1]), to: 'checked-in' } } };
  const stream = checkedIn === undefined ? 'retry: 60000\n\n' : `retry: 60000\n\nid: 1\nevent: appointment_advanced\ndata: ${JSON.stringify(event)}\n\n`;
  await page.route('**/v1/events*', (route) => route.fulfill({ contentType: 'text/event-stream', body: stream }));
  await page.clock.setFixedTime(start + now * MINUTE);
  await page.goto(`${desk.server.address}/?date=${date}`);
  await page.locator(`[data-visit="${visit.id}"]`).first().click();
  return { start, sent };
}

function written(page) {
  return Promise.all(['Began', 'Ended'].map((name) => page.getByLabel(name).inputValue()));
}

async function clockAt(desk, instant) {
  const [{ zone }] = (await desk.api('GET', '/v1/sites')).items;
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}

const looks = {};
for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1440, 900], [360, 740]]) {
    looks[`finishing at ${width} pixels, ${scheme}: impossible times are refused beside the field, no rule of accessibility broken`] = {
      context: { viewport: { width, height }, colorScheme: scheme, hasTouch: width < 720 },
      run: async (world) => {
        const { desk, page, shot } = world;
        const { start, sent } = await onItsDay(world, { checkedIn: 2, now: 20 });
        const at = async (where) => {
          await settled(page);
          await shot(`finishing-${width}-${scheme}-${where.replaceAll(' ', '-')}`);
          await desk.noSidewaysScroll(where);
          await noViolations(page, `${where} (${width}, ${scheme})`, { within: 'aside' });
        };
        await page.getByText(/until now/).waitFor();
        await at('times proposed');
        await page.getByLabel('Ended').fill(await clockAt(desk, start + 30 * MINUTE));
        await page.getByRole('button', { name: 'Finish', exact: true }).click();
        await page.getByText('This time has not come yet.').waitFor();
        await page.getByLabel('Ended').fill(await clockAt(desk, start - 30 * MINUTE));
        await page.getByText('It must end later than it began.').waitFor();
        await page.getByLabel('Began').fill('soon');
        await page.getByText('Write a time like 09:30.').waitFor();
        await at('times refused');
        assert.deepEqual(sent, []);
      },
    };
  }
}

export const tests = {
  ...looks,
  'finishing takes one press, with the times from the check-in until now': async (world) => {
    const { desk, page } = world;
    const { start, sent } = await onItsDay(world, { checkedIn: 2, now: 20 });
    await page.getByText(/^Checked in at \d\d:\d\d, until now\./).waitFor();
    assert.deepEqual(await written(page), [await clockAt(desk, start + 2 * MINUTE), await clockAt(desk, start + 20 * MINUTE)]);
    await page.getByText('18 min', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText(/: finished\.$/).waitFor();
    const at = (minutes) => new Date(start + minutes * MINUTE).toISOString();
    assert.deepEqual(sent, [{ to: 'fulfilled', actual: { start: at(2), end: at(20) } }]);
  },
  'finishing with other times sends those': async (world) => {
    const { desk, page } = world;
    const { start, sent } = await onItsDay(world, { checkedIn: 2, now: 20 });
    await page.getByText(/until now/).waitFor();
    await page.getByLabel('Ended').fill((await clockAt(desk, start + 15 * MINUTE)).replace(':', ''));
    await page.keyboard.press('Tab');
    await page.getByText('13 min', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText(/: finished\.$/).waitFor();
    assert.equal(sent[0].actual.end, new Date(start + 15 * MINUTE).toISOString());
  },
  'finishing long after the visit proposes nothing, and sends no times that nobody knows': async (world) => {
    const { page } = world;
    const { sent } = await onItsDay(world, { checkedIn: 2, now: 300 });
    await page.getByText(/so now is not when it ended\. Without times it is finished all the same/).waitFor();
    assert.deepEqual(await written(page), ['', '']);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText(/: finished\.$/).waitFor();
    assert.deepEqual(sent, [{ to: 'fulfilled' }]);
  },
  'a visit that nobody checked in is finished as it is, or with times that somebody writes': async (world) => {
    const { desk, page } = world;
    const { start, sent } = await onItsDay(world, { now: 40, status: 'booked' });
    await page.getByRole('button', { name: 'Finish', exact: true }).waitFor();
    assert.equal(await page.getByLabel('Began').count(), 0);
    await page.getByRole('button', { name: /Say when it took place$/ }).click();
    await page.getByLabel('Began').fill(await clockAt(desk, start + 5 * MINUTE));
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText('Write when it ended as well, or leave both empty.').waitFor();
    await page.getByLabel('Ended').fill(await clockAt(desk, start + 25 * MINUTE));
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText(/: finished\.$/).waitFor();
    assert.deepEqual(sent, [{ to: 'fulfilled', actual: { start: new Date(start + 5 * MINUTE).toISOString(), end: new Date(start + 25 * MINUTE).toISOString() } }]);
  },
};
