/** The browser tests: a real server, a real browser, one fresh context a test. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Desk } from './desk.mjs';
import { startServer } from './server.mjs';
import { tests as booking } from './tests/booking.mjs';
import { tests as keeping } from './tests/keeping.mjs';
import { tests as living } from './tests/living.mjs';
import { tests as looking } from './tests/looking.mjs';
import { tests as models } from './tests/models.mjs';
import { tests as moving } from './tests/moving.mjs';
import { tests as planning } from './tests/planning.mjs';
import { tests as planningRules } from './tests/planning-rules.mjs';
import { tests as planningTimes } from './tests/planning-times.mjs';
import { tests as rightToLeft } from './tests/right-to-left.mjs';
import { tests as rules } from './tests/rules.mjs';
import { tests as saying } from './tests/saying.mjs';
import { tests as signingIn } from './tests/signing-in.mjs';
import { tests as touching } from './tests/touching.mjs';

const TEST_MS = 90_000;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const all = Object.entries({ ...signingIn, ...booking, ...moving, ...touching, ...keeping, ...living, ...looking, ...rules, ...saying, ...rightToLeft, ...models, ...planning, ...planningTimes, ...planningRules });
const wanted = process.argv[2];
const chosen = wanted ? all.filter(([name]) => name.includes(wanted)) : all;
const pictures = mkdtempSync(join(tmpdir(), 'lindley-e2e-'));
const server = await startServer();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
let failed = 0;

function within(ms, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function run(name, test) {
  const { context: options, run: body } = typeof test === 'function' ? { context: {}, run: test } : test;
  const contexts = [];
  const open = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(20_000);
    contexts.push(context);
    return new Desk(await context.newPage(), server);
  };
  const begun = performance.now();
  const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const desk = await open();
  const errors = [];
  desk.page.on('pageerror', (error) => errors.push(error.message));
  const shot = (label) => desk.page.screenshot({ path: join(pictures, `${label}.png`) });
  try {
    await within(TEST_MS, body({ desk, page: desk.page, server, shot, another: open }));
    if (errors.length > 0) throw new Error(`the page threw: ${errors.join('; ')}`);
    console.log(`ok      ${name} (${took()})`);
  } catch (error) {
    failed += 1;
    await desk.page.screenshot({ path: join(pictures, `failed-${failed}.png`) }).catch(() => undefined);
    console.log(`FAILED  ${name} (${took()})\n        ${String(error.message).replaceAll('\n', '\n        ')}`);
  }
  await Promise.all(contexts.map((context) => context.close()));
}

try {
  for (const [name, test] of chosen) await run(name, test);
} finally {
  await browser.close();
  server.stop();
}
console.log(`pictures in ${pictures}`);
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
