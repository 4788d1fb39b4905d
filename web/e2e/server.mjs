/** Starts the real binary on a free port and reads from its greeting where it listens and who can sign in. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START_MS = 120_000;

/** `$LINDLEY_BIN`, or the newest build. */
export function binary() {
  if (process.env.LINDLEY_BIN) return process.env.LINDLEY_BIN;
  const checkout = fileURLToPath(new URL('../..', import.meta.url));
  const folders = [process.env.CARGO_TARGET_DIR, join(checkout, 'target'), join(homedir(), '.cache/lindley/target')];
  const builds = folders.filter(Boolean)
    .flatMap((folder) => ['release', 'debug'].map((profile) => join(folder, profile, 'lindley')))
    .filter((path) => existsSync(path))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!builds[0]) throw new Error('no lindley binary: build it with `cargo build -p lindley`, or set LINDLEY_BIN');
  return builds[0];
}

export async function startServer() {
  // Models are signed: the server makes itself a key in a folder of its own.
  const key = join(mkdtempSync(join(tmpdir(), 'lindley-key-')), 'signing.key');
  const child = spawn(binary(), ['serve', '--demo', '--store', 'memory', '--listen', '127.0.0.1:0', '--requests-per-minute', '0', '--signing-key', key],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const greeting = await new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the server did not greet within ${START_MS / 1000} s: ${text}`)), START_MS);
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (!/http:\/\/\S+/.test(text) || !/clerk \/ \S+/.test(text)) return;
      clearTimeout(timer);
      resolve(text);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with code ${code}: ${text}`)));
  });
  const account = (login) => ({ login, password: new RegExp(`${login} / ([\\w-]+)`).exec(greeting)?.[1] ?? '' });
  return {
    address: /http:\/\/[^\s/]+/.exec(greeting)[0],
    clerk: account('clerk'),
    manager: account('manager'),
    stop: () => child.kill('SIGTERM'),
    /** Hangs without closing anything, as a machine does that has run out of memory. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  };
}
