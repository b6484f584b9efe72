/** The draw room as a static file in a browser: the same verdicts and the same bytes as here. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as engine from '../../scheduler/draw/index.js';
import { inBase64 } from '../verify/python.js';
import { bundleOf, randomDraw } from '../verify/random-draw.js';
import { fingerprints } from '../verify/recompute.mjs';
import { openBrowser } from './browser.js';
import { StaticServer } from './static-server.js';

const knownDraw = 'tests/fixtures/draw/known-draw';
const server = new StaticServer({ '/web/': 'dist/web', '/known/': knownDraw, '/verify/': 'tests/verify' });
let address: string;
let browser: Browser;

beforeAll(async () => {
  [address, browser] = await Promise.all([server.start(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server.stop();
});

async function openPage(locale: string, timezoneId: string): Promise<Page> {
  const page = await (await browser.newContext({ locale, timezoneId })).newPage();
  await page.goto(address);
  return page;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [relative(knownDraw, path)];
  });
}

const names = filesUnder(knownDraw);
const known = Object.fromEntries(
  names.map((name) => [name, new Uint8Array(readFileSync(join(knownDraw, name)))]),
);

/** In the page: fetches the known draw, changes one byte where told, and verifies. */
async function verdictsInPage([files, changes]: [string[], { name: string; at: number }[]]) {
  const { verifyRestricted } = (await import('/web/draw.js' as string)) as typeof engine;
  const whole: Record<string, Uint8Array> = {};
  for (const name of files) {
    whole[name] = new Uint8Array(await (await fetch(`/known/${name}`)).arrayBuffer());
  }
  return changes.map(({ name, at }) => {
    const bytes = whole[name]!.slice();
    bytes[at]! ^= at % 2 ? 0x01 : 0x20;
    const verdict = verifyRestricted(at < 0 ? whole : { ...whole, [name]: bytes });
    return verdict.ok ? `ok ${verdict.seed}` : `${verdict.code} ${verdict.zh} ${verdict.en}`;
  });
}

test('a whole draw is verified, and its changed bytes are refused in the same words', async () => {
  const changes = names.flatMap((name) =>
    Array.from({ length: Math.ceil(known[name]!.length / 41) }, (_, i) => ({ name, at: 41 * i })),
  );
  const page = await openPage('zh-CN', 'Asia/Shanghai');
  const found = await page.evaluate(verdictsInPage, [
    names,
    [{ name: 'draw.json', at: -1 }, ...changes],
  ] as never);
  const expected = [{ name: 'draw.json', at: -1 }, ...changes].map(({ name, at }) => {
    const bytes = known[name]!.slice();
    bytes[at]! ^= at % 2 ? 0x01 : 0x20;
    const verdict = engine.verifyRestricted(at < 0 ? known : { ...known, [name]: bytes });
    return verdict.ok ? `ok ${verdict.seed}` : `${verdict.code} ${verdict.zh} ${verdict.en}`;
  });
  expect(expected[0]).toMatch(/^ok [0-9a-f]{64}$/);
  expect(expected.slice(1).filter((words) => words.startsWith('ok'))).toEqual([]);
  expect(found).toEqual(expected);
});

describe('the same bytes everywhere', () => {
  const draws = Array.from({ length: 150 }, (_, number) => randomDraw(number));
  const inputs = draws.map((draw) => ({
    files: inBase64(bundleOf(draw)),
    secret: draw.secret && engine.toHex(draw.secret),
  }));
  const here = draws.map((draw) =>
    fingerprints(engine, engine.runDraw({ ...draw, pools: draw.pools.files }).files),
  );

  test.each([
    ['zh-CN', 'Asia/Shanghai'],
    ['tr-TR', 'Pacific/Kiritimati'],
  ])('in a browser that speaks %s in %s', async (locale, timezoneId) => {
    const page = await openPage(locale, timezoneId);
    const there = await page.evaluate(async (all) => {
      const room = await import('/web/draw.js' as string);
      const { recompute } = await import('/verify/recompute.mjs' as string);
      return recompute(room, all) as unknown;
    }, inputs);
    expect(there).toEqual(here);
  });

  test.each([
    ['tr_TR.UTF-8', 'America/St_Johns'],
    ['lt_LT.UTF-8', 'Pacific/Chatham'],
  ])('in Node under %s in %s', (LANG, TZ) => {
    const env = { ...process.env, LANG, LC_ALL: LANG, TZ };
    const run = spawnSync(process.execPath, ['tests/verify/recompute.mjs'], {
      env,
      input: JSON.stringify(inputs),
    });
    expect(run.stderr.toString()).toBe('');
    expect(JSON.parse(run.stdout.toString())).toEqual(here);
  });
});
