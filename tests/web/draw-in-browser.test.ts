/** The draw room as a static file in a browser: the same verdicts and the same bytes as here. */
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import * as engine from '../../scheduler/draw/index.js';
import { readBundle } from '../scheduler/draw/bundle-files.js';
import { inBase64 } from '../verify/python.js';
import { bundleOf, randomAct, runAct } from '../verify/random-draw.js';
import { fingerprints } from '../verify/recompute.mjs';
import { describeInBrowser, openBrowser } from './browser.js';
import { StaticServer } from './static-server.js';

const knownDraw = 'tests/fixtures/draw/known-draw';
const known = readBundle(knownDraw);
const names = Object.keys(known);

/** One changed byte, or none. */
type Change = { name: string; at: number } | undefined;

const changes: Change[] = [
  undefined,
  ...names.flatMap((name) =>
    Array.from({ length: Math.ceil(known[name]!.length / 41) }, (_, i) => ({ name, at: 41 * i })),
  ),
];

/** The words of each verdict on the known draw, changed. Runs here and in the page, and so uses nothing around it. */
function verdictsOf(
  room: typeof engine,
  whole: Record<string, Uint8Array>,
  all: readonly Change[],
): string[] {
  return all.map((change) => {
    const files = { ...whole };
    if (change) {
      const bytes = files[change.name]!.slice();
      bytes[change.at]! ^= change.at % 2 ? 0x01 : 0x20;
      files[change.name] = bytes;
    }
    const verdict = room.verifyRestricted(files);
    return verdict.ok ? `ok ${verdict.seed}` : `${verdict.code} ${verdict.zh} ${verdict.en}`;
  });
}

const acts = Array.from({ length: 150 }, (_, number) => randomAct(number));
const inputs = acts.flatMap(({ draws, lines, secret }) =>
  draws.map((draw) => ({ files: inBase64(bundleOf(draw, lines)), secret: secret && engine.toHex(secret) })),
);
const here = acts.flatMap((act) => runAct(act).outcomes.map(({ files }) => fingerprints(engine, files)));

describeInBrowser('in a browser', () => {
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

  test('a whole draw is verified, and its changed bytes are refused in the same words', async () => {
    const page = await openPage('zh-CN', 'Asia/Shanghai');
    const there = await page.evaluate(
      async ({ files, all, judge }) => {
        const room = (await import('/web/draw.js' as string)) as typeof engine;
        const fetched = files.map(async (name) => {
          const response = await fetch(`/known/${name}`);
          return [name, new Uint8Array(await response.arrayBuffer())] as const;
        });
        const verdicts = new Function(`return ${judge}`)() as typeof verdictsOf;
        return verdicts(room, Object.fromEntries(await Promise.all(fetched)), all);
      },
      { files: names, all: changes, judge: verdictsOf.toString() },
    );
    expect(there[0]).toMatch(/^ok [0-9a-f]{64}$/);
    expect(there.slice(1).filter((words) => words.startsWith('ok'))).toEqual([]);
    expect(there).toEqual(verdictsOf(engine, known, changes));
  });

  test.each([
    ['zh-CN', 'Asia/Shanghai'],
    ['tr-TR', 'Pacific/Kiritimati'],
  ])('random draws have the same bytes where one speaks %s in %s', async (locale, timezoneId) => {
    const page = await openPage(locale, timezoneId);
    const there = await page.evaluate(async (all) => {
      const room = await import('/web/draw.js' as string);
      const { recompute } = await import('/verify/recompute.mjs' as string);
      return recompute(room, all) as unknown;
    }, inputs);
    expect(there).toEqual(here);
  });
});

test.each([
  ['tr_TR.UTF-8', 'America/St_Johns'],
  ['lt_LT.UTF-8', 'Pacific/Chatham'],
])('random draws have the same bytes in Node under %s in %s', (LANG, TZ) => {
  const env = { ...process.env, LANG, LC_ALL: LANG, TZ };
  const run = spawnSync(process.execPath, ['tests/verify/recompute.mjs'], {
    env,
    input: JSON.stringify(inputs),
  });
  expect(run.stderr.toString()).toBe('');
  expect(JSON.parse(run.stdout.toString())).toEqual(here);
});
