/** From recorded visits to a template that the desk keeps to. These come last: a template in force changes what can be booked. */
import assert from 'node:assert/strict';

/** A Tuesday, Wednesday or Thursday about three weeks ahead, where there is still room. */
function quietDate() {
  const day = new Date(Date.now() + 18 * 86_400_000);
  while (![2, 3, 4].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** A free time for a short visit of family medicine on the date, and with whom. */
async function freeTime(desk, date) {
  const [site] = (await desk.api('GET', '/v1/sites')).items;
  const type = (await desk.api('GET', '/v1/visit-types?limit=500')).items.find((each) => each.name === 'Follow-up visit');
  const { items } = await desk.api('POST', '/v1/openings/search', {
    visit_type: type.id, site: site.id, from: `${date}T00:00:00Z`, until: `${date}T23:59:00Z`, policy: 'earliest', limit: 200,
  });
  const [opening] = items;
  const doctor = opening.segments.find((segment) => segment.role === 'physician').resource;
  const people = (await desk.api('GET', `/v1/resources?site=${site.id}&limit=500`)).items;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: site.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(opening.start));
  return { type, time, doctor: people.find((each) => each.id === doctor) };
}

/** Slots that are long enough for every visit type of the service. */
async function setSession(page, slots, minutes) {
  await page.getByLabel('Minutes a slot').first().fill(String(minutes));
  await page.keyboard.press('Enter');
  await page.getByLabel('Slots', { exact: true }).fill(String(slots));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /planning the order/ }).waitFor();
  await page.locator('[data-busy]').waitFor({ state: 'detached' });
}

async function publish(page, name, doctor, time) {
  await page.getByLabel('Session starts').fill(time);
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('heading', { name: 'Publish as a template' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('searchbox', { name: 'Find by name or site' }).fill(doctor.name);
  await page.locator('aside').getByText(doctor.name, { exact: true }).click();
}

async function adopt(page, name) {
  await page.getByRole('button', { name: `Adopt ${name}` }).click();
  await page.getByRole('button', { name: 'Adopt it' }).click();
  await page.getByText('Write the reason.').waitFor();
  await page.getByLabel('Reason').fill('Shorter waits at the same idle time');
  await page.getByRole('button', { name: 'Adopt it' }).click();
}

async function retireAll(desk) {
  const { items } = await desk.api('GET', '/v1/session-templates?status=adopted');
  for (const { id } of items) await desk.api('POST', `/v1/session-templates/${id}/retire`, { reason: 'The test is over' });
}

/** Signed in as the clerk with the list of times for that visit, as it was before anything changed. */
async function clerkWithTimes(clerk, date, { type, doctor, time }) {
  const { page } = clerk;
  await clerk.signIn();
  let first;
  await page.route('**/v1/openings/search', async (route) => {
    first ??= await (await route.fetch()).text();
    await route.fulfill({ status: 200, contentType: 'application/json', body: first });
  });
  await page.goto(`${clerk.server.address}/?date=${date}`);
  await page.getByRole('button', { name: 'Find a time' }).click();
  await page.getByRole('button', { name: /^Anyone who can/ }).click();
  await page.getByRole('option', { name: doctor.name }).click();
  await clerk.chooseVisit(type.name);
  await page.getByLabel('Patient').fill('e2e-kept');
  await page.locator('aside li button', { hasText: time }).first().waitFor();
}

export const tests = {
  'the lab: costs move the best order without a request, two orders are compared, one is published, adopted, and kept to': async ({ desk, page, shot, another, server }) => {
    await desk.openLab();
    const date = quietDate();
    const free = await freeTime(desk, date);
    await setSession(page, 6, 30);
    await shot('lab-study');

    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/v1/session-')) asked += 1;
    });
    const order = () => page.getByRole('img', { name: /^Chart: mean wait at each/ }).getAttribute('aria-label');
    const before = await order();
    await page.getByRole('slider', { name: 'A patient waits' }).focus();
    await page.keyboard.press('End');
    await page.waitForFunction((told) => document.querySelector('svg[aria-label^="Chart: mean wait"]').getAttribute('aria-label') !== told, before);
    assert.equal(asked, 0, 'the sliders ask nothing of the server');
    await page.keyboard.press('Home');
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
    assert.equal(await order(), before, 'the same costs lead back to the same order');

    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText(/^Patients wait .* in order 1 \([\d.,−]+ to [\d.,−]+\)\.$|^Patients wait about as long/).first().waitFor();
    await page.getByText('drawn anew').waitFor();
    await shot('lab-compared');

    const name = 'E2E mornings';
    await publish(page, name, free.doctor, free.time);
    await page.locator('aside').getByLabel('Minutes a slot').fill('15');
    await page.getByText(/^This is not what was studied: the proposal carries no figures/).waitFor();
    await page.getByRole('button', { name: 'Study slots of 15 minutes' }).waitFor();
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.locator('aside').getByText(/^Slot \d+: .* needs \d+ minutes of /).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid') ?? document.activeElement?.value), 'true', 'the focus goes to what is wrong');
    await shot('lab-slot-too-short');
    await page.locator('aside').getByLabel('Minutes a slot').fill('30');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByRole('heading', { level: 3, name }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), name, 'the focus goes to the proposal');
    const [proposed] = (await desk.api('GET', '/v1/session-templates?status=proposed')).items;
    assert.equal(proposed.evidence.method, 'exact');
    assert.equal(proposed.slots[0].kind, 'A', 'where idling costs most a long visit comes first');
    assert.deepEqual(proposed.resources, [free.doctor.id]);

    const clerk = await another();
    await clerkWithTimes(clerk, date, free);
    await adopt(page, name);
    await page.getByRole('article', { name }).getByText('in force', { exact: true }).waitFor();
    await shot('lab-adopted');
    await clerk.page.locator('aside li button', { hasText: free.time }).first().click();
    const refusal = clerk.page.getByRole('alert');
    await refusal.getByText('This time is kept for another kind of visit').waitFor();
    await refusal.getByText(/opens to every visit on \w+day \d+ \w+( \d+)? at \d\d:\d\d/).waitFor();
    assert.doesNotMatch(await refusal.innerText(), /template-|T\d\d:|UTC/);
    await clerk.page.getByRole('button', { name: 'Close', exact: true }).click();

    await page.goto(`${server.address}/?date=${date}`);
    await page.getByRole('searchbox').fill(free.doctor.name);
    const row = page.locator(`[data-row="${free.doctor.id}"]`);
    await row.getByText(/^Kept: \d\d:\d\d to \d\d:\d\d, 6 slots: A( [AB]){5}\.$/).waitFor();
    await shot('board-kept-slots');
    await retireAll(desk);
    await row.getByText(/^Kept:/).waitFor({ state: 'detached' });
  },
  'a template that stands in the way can be replaced; release can be changed; a proposal declined': async ({ desk, page }) => {
    await desk.openLab();
    const { doctor, time } = await freeTime(desk, quietDate());
    await setSession(page, 6, 30);
    for (const name of ['E2E first', 'E2E second', 'E2E third']) {
      await publish(page, name, doctor, time);
      await page.getByRole('button', { name: 'Propose it' }).click();
      await page.getByRole('heading', { level: 3, name }).waitFor();
    }
    await adopt(page, 'E2E first');
    await page.getByRole('article', { name: 'E2E first' }).getByText('in force', { exact: true }).waitFor();
    await adopt(page, 'E2E second');
    await page.getByRole('button', { name: 'Replace “E2E first”' }).click();
    await page.getByRole('article', { name: 'E2E first' }).getByText('retired', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Change release E2E second' }).click();
    await page.getByLabel('Days before', { exact: true }).fill('5');
    await page.getByLabel('Reason').fill('Slots stay empty too often');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('Unused slots are opened to any visit 120 hours before.').waitFor();
    await page.getByRole('button', { name: 'Decline E2E third' }).click();
    await page.getByLabel('Reason').fill('One is enough');
    await page.getByRole('button', { name: 'Decline it' }).click();
    await page.getByRole('article', { name: 'E2E third' }).getByText('declined', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Retire E2E second' }).click();
    await page.getByLabel('Reason').fill('The test is over');
    await page.getByRole('button', { name: 'Retire it' }).click();
    await page.getByRole('article', { name: 'E2E second' }).getByText('retired', { exact: true }).waitFor();
  },
  'a clerk has no way to the lab, and is told so at its address': async ({ desk, page, server }) => {
    await desk.signIn();
    assert.equal(await page.getByRole('link', { name: 'Session lab' }).count(), 0);
    await page.goto(`${server.address}/?page=lab`);
    await page.getByRole('heading', { name: 'The session lab is for planners' }).waitFor();
    await page.getByRole('link', { name: 'back to the schedule' }).click();
    await page.getByRole('heading', { level: 1, name: /\d/ }).waitFor();
  },
  'the lab and the schedule are one press apart, and the board keeps its place': async ({ desk, page, server }) => {
    await desk.openLab();
    const date = desk.busyDate();
    await page.goto(`${server.address}/?date=${date}`);
    await page.locator('[data-visit]').first().waitFor();
    await page.getByRole('link', { name: 'Session lab' }).click();
    await page.getByRole('heading', { level: 1, name: /planning the order/ }).waitFor();
    assert.equal(await page.title(), 'Session lab – Lindley');
    await page.getByRole('link', { name: 'Schedule' }).click();
    await page.locator('[data-visit]').first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('date'), date);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /planning the order/ }).waitFor();
  },
  'a chart can be taken along as CSV and SVG': async ({ desk, page }) => {
    await desk.openLab();
    const take = async (name) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
      const stream = await file.createReadStream();
      let text = '';
      for await (const chunk of stream) text += chunk;
      return { name: file.suggestedFilename(), text };
    };
    const csv = await take(/^Save as CSV: Patients wait/);
    assert.equal(csv.name, 'session-front.csv');
    assert.match(csv.text, /^Order,"Waiting, all patients \(min\)",Idling \(min\)/);
    const svg = await take(/^Save as SVG: Patients wait/);
    assert.match(svg.text, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg.text, /var\(--/);
  },
};
