/**
 * The browser tests: a real server, a real browser, one fresh context a test. Tests that do not get in each other's way run in two
 * lanes at once. `npm run e2e -- WORDS` runs those whose name has the words; with PICTURES=FOLDER each looked-at state is kept there.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Desk } from './desk.mjs';
import { startServer } from './server.mjs';
import { tests as booking } from './tests/booking.mjs';
import { tests as finishing } from './tests/finishing.mjs';
import { tests as foretold } from './tests/foretold.mjs';
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

/** Whatever books, moves or cancels is in one lane: two at once would want the same free time. */
const BOOKS = { ...signingIn, ...booking, ...moving, ...touching, ...keeping, ...finishing, ...rightToLeft, ...rules };
const READS = { ...looking, ...saying, ...planningRules, ...foretold, ...models };
/** These freeze the server, watch for anything that moves, or change what can be booked. */
const ALONE = { ...living, ...planning, ...planningTimes };

const wanted = process.argv[2] ?? '';
const chosen = (tests) => Object.entries(tests).filter(([name]) => name.includes(wanted));
const kept = process.env.PICTURES;
const pictures = kept ?? mkdtempSync(join(tmpdir(), 'lindley-e2e-'));
mkdirSync(pictures, { recursive: true });
const server = await startServer();
process.on('exit', server.stop);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const count = { passed: 0, failed: 0 };

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
  const shot = (label) => (kept ? desk.page.screenshot({ path: join(pictures, `${label}.png`) }) : undefined);
  try {
    await within(TEST_MS, body({ desk, page: desk.page, server, shot, another: open }));
    if (errors.length > 0) throw new Error(`the page threw: ${errors.join('; ')}`);
    count.passed += 1;
    console.log(`ok      ${name} (${took()})`);
  } catch (error) {
    count.failed += 1;
    await desk.page.screenshot({ path: join(pictures, `failed-${count.failed}.png`) }).catch(() => undefined);
    console.log(`FAILED  ${name} (${took()})\n        ${String(error.message).replaceAll('\n', '\n        ')}`);
  }
  // Answers that a test made up may still be on their way.
  const pages = contexts.flatMap((context) => context.pages());
  await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
  await Promise.all(contexts.map((context) => context.close()));
}

async function lane(tests) {
  // One after another: what a test leaves behind, the next one finds.
  // oxlint-disable-next-line no-await-in-loop
  for (const [name, test] of chosen(tests)) await run(name, test);
}

try {
  await Promise.all([lane(BOOKS), lane(READS)]);
  await lane(ALONE);
} finally {
  await browser.close();
  server.stop();
}
if (kept !== undefined || count.failed > 0) console.log(`pictures in ${pictures}`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
