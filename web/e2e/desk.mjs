/** What a clerk does in a browser, in words that tests can use. */
import assert from 'node:assert/strict';
import { settled } from './settled.mjs';

/** Who fills which role. */
function cast(opening) {
  return opening.segments.map((segment) => `${segment.role} ${segment.resource}`).join();
}

/** An opening whose resources are free at another time as well, so that the visit can be moved. */
function movable(openings) {
  return openings.find((opening) => openings.some((other) => other.start > opening.end && cast(other) === cast(opening)));
}

export class Desk {
  constructor(page, server) {
    this.page = page;
    this.server = server;
  }

  /** Signed in by hand the first time; later with the same session, as the server counts attempts. */
  async signIn() {
    if (this.server.cookies) {
      await this.page.context().addCookies(this.server.cookies);
      await this.page.goto(this.server.address);
      await this.page.getByRole('heading', { level: 1, name: /\d/ }).waitFor();
      return;
    }
    await this.signInByHand();
    this.server.cookies = await this.page.context().cookies();
  }

  async signInByHand() {
    await this.page.goto(this.server.address);
    await this.page.getByLabel('Login').fill(this.server.clerk.login);
    await this.page.getByLabel('Password').fill(this.server.clerk.password);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('heading', { level: 1, name: /\d/ }).waitFor();
  }

  /** Signed in as somebody who plans, at a place. */
  async asManager(query) {
    const { managerCookies, manager } = this.server;
    if (managerCookies) await this.page.context().addCookies(managerCookies);
    await this.page.goto(`${this.server.address}/${query}`);
    if (managerCookies) return;
    await this.page.getByLabel('Login').fill(manager.login);
    await this.page.getByLabel('Password').fill(manager.password);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('navigation', { name: 'Pages' }).waitFor();
    this.server.managerCookies = await this.page.context().cookies();
  }

  /** At the session lab with its first study done. */
  async openLab() {
    await this.asManager('?page=lab');
    await this.page.getByRole('heading', { level: 1, name: /planning the order/ }).waitFor();
  }

  /** Signed in, at a working day some days ahead that has visits. */
  async openBusyDay() {
    if (!this.server.cookies) await this.signIn();
    else await this.page.context().addCookies(this.server.cookies);
    const date = this.busyDate();
    await this.page.goto(`${this.server.address}/?date=${date}`);
    await this.page.locator('[data-visit]').first().waitFor();
    return date;
  }

  /** The next Tuesday, Wednesday or Thursday that is at least two days away. */
  busyDate() {
    const day = new Date(Date.now() + 2 * 86_400_000);
    while (![2, 3, 4].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
    return day.toISOString().slice(0, 10);
  }

  /** A call to the API with the page's own session. */
  api(method, path, body) {
    return this.page.evaluate(async ([verb, address, content]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'lindley', 'Idempotency-Key': crypto.randomUUID() };
      const request = content === null ? { headers } : { method: verb, headers, body: JSON.stringify(content) };
      const answer = await fetch(address, request);
      const json = await answer.json();
      if (!answer.ok) throw new Error(`${verb} ${address}: ${JSON.stringify(json)}`);
      return json;
    }, [method, path, body ?? null]);
  }

  /** A visit type without age limits that has room to move on the date, with its openings. */
  async openingsOn(date) {
    const [site] = (await this.api('GET', '/v1/sites')).items;
    const types = (await this.api('GET', '/v1/visit-types')).items;
    const here = (each) => each.sites.length === 0 || each.sites.includes(site.id);
    for (const type of types.filter((each) => here(each) && each.age_min === undefined && each.age_max === undefined)) {
      const search = {
        visit_type: type.id, site: site.id, from: `${date}T00:00:00Z`, until: `${date}T23:59:00Z`, policy: 'earliest', limit: 200,
      };
      const { items } = await this.api('POST', '/v1/openings/search', search);
      if (movable(items)) return { site, type, openings: items };
    }
    throw new Error(`no visit type has openings on ${date}`);
  }

  /** Books a visit on the date through the API; also says a practitioner's name to filter by. */
  async bookOn(date, patient) {
    const { site, type, openings } = await this.openingsOn(date);
    const opening = movable(openings);
    const resources = Object.fromEntries(opening.segments.map((segment) => [segment.role, segment.resource]));
    const visit = await this.api('POST', '/v1/appointments', {
      patient, visit_type: type.id, site: site.id, start: opening.start, resources,
    });
    const people = (await this.api('GET', `/v1/resources?site=${site.id}&limit=500`)).items;
    const row = people.find((each) => each.kind === 'practitioner' && Object.values(resources).includes(each.id))
      ?? people.find((each) => Object.values(resources).includes(each.id));
    return { visit, type, resource: row };
  }

  /** Picks the visit in the panel with the keyboard, as the list waits for a phone's own keyboard before it shows. */
  async chooseVisit(name) {
    await this.page.getByRole('combobox', { name: 'Visit' }).fill(name);
    await this.page.getByRole('option', { name, exact: true }).waitFor();
    await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  async filter(name) {
    await this.page.getByRole('searchbox').fill(name);
  }

  card(visit, resource) {
    return this.page.locator(`[role="grid"] [data-visit="${visit.id}"][data-stop^="${resource.id} "]`).first();
  }

  /** Where a card is, once it stands in the middle of the board: where the day opens it may lie under the names. */
  async inSight(card) {
    await card.evaluate((element) => element.scrollIntoView({ inline: 'center', block: 'nearest' }));
    await settled(this.page);
    return card.boundingBox();
  }

  /** Presses Tab until the focus is on something with that name. */
  async tabTo(name, most = 90) {
    for (let press = 0; press < most; press += 1) {
      await this.page.keyboard.press('Tab');
      const label = await this.page.evaluate(() => {
        const element = document.activeElement;
        const labels = element?.labels ? [...element.labels].map((each) => each.textContent).join(' ') : '';
        return element?.getAttribute('aria-label') ?? (labels || element?.textContent) ?? '';
      });
      if (name.test(label)) return;
    }
    assert.fail(`Tab never reached ${name}`);
  }

  async noSidewaysScroll(where) {
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `${where} scrolls sideways by ${over} pixels`);
  }
}
