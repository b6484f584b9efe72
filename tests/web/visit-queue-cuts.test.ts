/** The line breaks, and the phone dies, at every step of a sending: whatever was recorded is on the server once. */
import type { Officer, TestVisit } from '../schema/inspection/visit/visit-house.js';
import { Dice } from '../verify/dice.js';
import { describeInBrowser } from './browser.js';
import { type Cut, places } from './cutting-proxy.js';
import { draftsOf, expectAllThere, PhoneBench, picture, sha256, type Tab } from './phone-bench.js';

/** How many breaks, and the seed from which all of them follow. */
const cutCount = Number(process.env.FAIRDRAW_PHONE_CUTS ?? 200);
const seed = Number(process.env.FAIRDRAW_PHONE_SEED ?? 47);

describeInBrowser('a phone on a bad line', () => {
  let bench: PhoneBench;
  let officer: Officer;
  let visits: TestVisit[];
  let tab: Tab;

  beforeAll(async () => {
    bench = await PhoneBench.open();
  });
  afterAll(() => bench?.close());
  afterEach(async () => {
    bench.proxy.plan = undefined;
    await bench.emptyPhone();
  });

  async function begin(count: number): Promise<void> {
    ({ officer, visits } = await bench.visitsOf(count));
    await bench.signIn(officer);
    tab = await bench.tab(officer);
  }

  /** Breaks the next request to this path, or one after it, once. @returns when it has happened */
  function breakNext(path: string | undefined, cut: Cut, passing = 0): Promise<void> {
    let left = passing;
    return new Promise((resolve) => {
      const meanwhile = async () => {
        await cut.meanwhile?.();
        resolve();
      };
      bench.proxy.plan = (request) => {
        if ((path && request.path !== path) || left-- > 0) return undefined;
        bench.proxy.plan = undefined;
        return { ...cut, meanwhile };
      };
    });
  }

  const shares: Record<Cut['place'], number[]> = {
    BEFORE: [0],
    REQUEST: [0, 0.2, 0.6, 0.999],
    ARRIVED: [0],
    ANSWER: [0, 0.1, 0.5, 0.999],
  };
  const steps = places.flatMap((place) => shares[place].map((share) => ({ place, share })));
  const deaths = ['NONE', 'CLOSE', 'CRASH'] as const;

  test.each([
    ['/graphql', 0x100001],
    ['/visit-events', 0x200002],
    ['/evidence', 0x300003],
  ])('%s: each step, broken alone and with the tab', async (path, colour) => {
    for (const [n, step] of steps.entries()) {
      // A registration is once in the life of a phone.
      if (path === '/graphql' || n === 0) {
        await bench.emptyPhone();
        await begin(1);
      }
      const drafts = draftsOf(visits[0]!);
      const death = deaths[n % deaths.length]!;
      await tab.record(drafts.note(`第${n}步`));
      await tab.record(drafts.photo(), {
        bytes: await picture(colour + n, { isLarge: true }),
        kind: 'PHOTO',
      });
      const meanwhile = death === 'NONE' ? undefined : () => tab.kill(death);
      // It looks for itself, registers, and looks again.
      const passing = path === '/graphql' ? n % 3 : 0;
      const broken = breakNext(path, { ...step, meanwhile }, passing);
      await tab.startSending();
      await broken;
      if (death !== 'NONE') tab = await bench.tab(officer);
      expect((await tab.send()).phase).toBe('IDLE');
      await expectAllThere(bench, tab, visits);
    }
  });

  test(`${cutCount} breaks by chance (FAIRDRAW_PHONE_SEED=${seed}): everything once, nothing lost, nothing left`, async () => {
    const dice = new Dice(seed);
    await begin(3);
    const recorded: string[] = [];

    async function recordSome(): Promise<void> {
      const drafts = draftsOf(dice.pick(visits));
      const quantity = `${dice.from(0, 99)}.${dice.from(1, 99)}`;
      const made = [
        ...[drafts.checkIn(), drafts.note(`记录${dice.from(0, 1e9)}`), drafts.measure(quantity)],
        ...[drafts.answer('1', dice.pick(['PROBLEM', 'NO_PROBLEM'])), drafts.answer('4')],
      ];
      for (const draft of dice.some(made, 40)) recorded.push((await tab.record(draft)) as string);
      if (dice.chance(25)) {
        const file = {
          bytes: await picture(dice.from(0, 0xffffff), { isLarge: dice.chance(30) }),
          kind: 'PHOTO' as const,
        };
        recorded.push((await tab.record(drafts.photo(), file)) as string);
      }
    }

    for (let n = 0; n < cutCount; n += 1) {
      await recordSome();
      if ((await tab.status()).waiting.events === 0) {
        recorded.push((await tab.record(draftsOf(visits[0]!).note(`第${n}次中断`))) as string);
      }
      const death = dice.chance(40) ? dice.pick(['CLOSE', 'CRASH'] as const) : undefined;
      const meanwhile = death && (() => tab.kill(death));
      const broken = breakNext(undefined, {
        ...{ place: dice.pick(places), share: dice.from(0, 9_999) / 10_000, meanwhile },
      });
      await tab.startSending();
      // Some die while they record: the event is there whole or not at all.
      if (death) void tab.record(draftsOf(dice.pick(visits)).note('最后一条')).catch(() => {});
      await broken;
      if (death) tab = await bench.tab(officer);
    }
    bench.proxy.plan = undefined;
    const { phase, waiting, refused } = await tab.send();
    expect({ phase, waiting, refused }).toEqual({
      phase: 'IDLE',
      waiting: { events: 0, files: 0 },
      refused: { events: 0, files: 0 },
    });
    const { events, files } = await expectAllThere(bench, tab, visits);
    expect(events.map(({ event }) => event.id)).toEqual(expect.arrayContaining(recorded));
    for (const [id, hash] of (await bench.onServer(visits)).evidenceIds) {
      expect(sha256(await bench.original(id))).toBe(hash);
    }
    expect(files.length).toBeGreaterThan(cutCount / 10);
  }, 600_000);
});
