/** An officer's phone, which is a real browser, before a real server with visits on their way, and the network between them. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { Evidence, VisitEvent } from '../../schema/inspection/index.js';
import type { EventDraft, FileKind, QueueStatus, VisitQueue } from '../../web/visit-queue/queue.js';
import type { PhoneRefusal } from '../../web/visit-queue/refusals.js';
import { type Officer, type TestVisit, VisitHouse } from '../schema/inspection/visit/visit-house.js';
import { MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { Dice } from '../verify/dice.js';
import { openProfile } from './browser.js';
import { CuttingProxy } from './cutting-proxy.js';

/** Small batches and short pauses, so that much happens in little time. */
const limits = { batchCount: 4, firstPauseMs: 4, longestPauseMs: 30 };

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A picture of its own: no two have the same bytes. A large one is many packets long. */
export function picture(colour: number, { isLarge = false } = {}): Promise<Buffer> {
  const [width, height] = isLarge ? [320, 240] : [24, 16];
  const raw = { width, height, channels: 3 } as const;
  const dice = new Dice(colour);
  const pixels = isLarge ? dice.bytes(3 * width * height) : undefined;
  const background = `#${colour.toString(16).padStart(6, '0')}`;
  return (pixels ? sharp(pixels, { raw }) : sharp({ create: { ...raw, background } })).jpeg().toBuffer();
}

/** A file as a test gives it to a page. */
export interface TestFile {
  readonly bytes: Buffer;
  readonly kind: FileKind;
}

type Settings = Partial<Parameters<typeof startPage>[0]>;

/** Runs in the page. */
async function startPage(given: {
  readonly accountId: string;
  readonly inspectorId: string;
  readonly limits: object;
  readonly keyKinds?: readonly string[];
  /** The server's time, and the machine's at the same moment. */
  readonly clock: readonly [number, number];
}): Promise<void> {
  const { openVisitQueue, browserSurroundings } = await import('/web/visit-queue.js' as string);
  const { clock, ...options } = given;
  const surroundings = {
    ...browserSurroundings,
    now: () => new Date(clock[0] + Date.now() - clock[1]),
  };
  const queue = await openVisitQueue({ ...options, deviceName: '3号执法终端', surroundings });
  Object.assign(globalThis, { queue });
}

declare const queue: VisitQueue;

/** One tab of the phone with an account's queue. */
export class Tab {
  constructor(readonly page: Page) {}

  /** Runs something on the queue in the page; what it uses comes as its argument. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever a test hands over
  ask<T>(work: (given: any) => Promise<T> | T, given?: unknown): Promise<T> {
    return this.page.evaluate(work, given);
  }

  /** Keeps an event, and a file with it. @returns its id, or why not */
  record(draft: EventDraft, file?: TestFile): Promise<string | PhoneRefusal> {
    const base64 = file?.bytes.toString('base64');
    return this.ask(
      async ({ draft: one, base64: text, kind }) => {
        const bytes = Uint8Array.from(atob(text ?? ''), (sign) => sign.charCodeAt(0));
        const kept = await queue.record(one, kind && { blob: new Blob([bytes]), kind });
        return 'event' in kept ? kept.event.id : { ...kept };
      },
      { draft, base64, kind: file?.kind },
    ) as Promise<string | PhoneRefusal>;
  }

  /** Keeps a file that no event names. @returns its id, or why not */
  keep(assignmentId: string, { bytes, kind }: TestFile): Promise<string> {
    return this.ask(
      async ({ id, base64, kind: one }) => {
        const own = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        const kept = await queue.keepFile(id, { blob: new Blob([own]), kind: one, name: '照片.jpg' });
        return 'clientId' in kept ? kept.clientId : kept.code;
      },
      { id: assignmentId, base64: bytes.toString('base64'), kind },
    );
  }

  send(): Promise<QueueStatus> {
    return this.ask(() => queue.send());
  }

  /** Begins to send and does not wait. */
  async startSending(): Promise<void> {
    await this.ask(() => void queue.send().catch(() => {}));
  }

  status(): Promise<QueueStatus> {
    return this.ask(() => queue.status);
  }

  events() {
    return this.ask(() => queue.listEvents());
  }

  files() {
    return this.ask(async () =>
      (await queue.listFiles()).map(({ clientId, sha256: hash, fate, words, evidenceId }) => ({
        ...{ clientId, sha256: hash, fate, words, evidenceId },
      })),
    );
  }

  /** Waits until the queue stands so. */
  async until(is: (status: QueueStatus) => boolean): Promise<void> {
    await this.page.waitForFunction(
      (text) => (new Function(`return ${text}`)() as typeof is)(queue.status),
      is.toString(),
      { polling: 5 },
    );
  }

  /** Gone at once, without a word to the page. */
  async kill(how: 'CLOSE' | 'CRASH'): Promise<void> {
    if (how === 'CRASH') {
      const session = await this.page.context().newCDPSession(this.page);
      const crashed = new Promise((resolve) => this.page.once('crash', resolve));
      void session.send('Page.crash').catch(() => {});
      await crashed;
    }
    await this.page.close();
  }
}

export class PhoneBench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fairdraw-phone-'));
  server!: TestServer;
  house!: VisitHouse;
  proxy!: CuttingProxy;
  address!: string;
  #context: BrowserContext | undefined;
  #clock!: readonly [number, number];
  #auditor: string | undefined;
  #visits: TestVisit[] = [];
  /** The accounts whose visits were given out. */
  readonly #asked: string[] = [];

  static async open(settings: Record<string, string> = {}): Promise<PhoneBench> {
    const bench = new PhoneBench();
    const usual = {
      FAIRDRAW_EVIDENCE_STORE: join(bench.#folder, 'evidence'),
      FAIRDRAW_EVIDENCE_PER_VISIT: '1000',
    };
    bench.server = await startTestServer({ ...usual, ...settings }, { start: '2026-02-09T01:00:00Z' });
    const { database, clock, close, app, address } = bench.server;
    const job = await MainJob.over({ database, clock, close, sources: { ...app.sources, jobs: undefined } });
    bench.house = await VisitHouse.over(job);
    bench.#clock = [clock.now().getTime(), Date.now()];
    bench.proxy = new CuttingProxy(address, { '/web/': 'dist/web' });
    bench.address = await bench.proxy.start();
    return bench;
  }

  /** Visits of one officer that no other test uses; of the officer who was asked least often. */
  async visitsOf(count: number): Promise<{ officer: Officer; visits: TestVisit[] }> {
    if (this.#visits.length === 0) await this.#takeAll();
    const byOfficer = Map.groupBy(this.#visits, ({ first }) => first.accountId);
    const timesOf = (id: string) => this.#asked.filter((one) => one === id).length;
    const [id = '', own = []] =
      [...byOfficer]
        .filter(([, visits]) => visits.length >= count)
        .sort(([a], [b]) => timesOf(a) - timesOf(b))[0] ?? [];
    const visits = own.slice(0, count);
    if (!visits[0]) throw new Error('draw more targets');
    this.#asked.push(id);
    this.#visits = this.#visits.filter((visit) => !visits.includes(visit));
    return { officer: visits[0].first, visits };
  }

  async #takeAll(): Promise<void> {
    const { length } = await this.house.job.listAssignments(this.house.draw);
    for (let n = 0; n < length; n += 1) this.#visits.push(await this.house.take());
  }

  /** The phone, switched on; its store outlives it. */
  async phone(): Promise<BrowserContext> {
    this.#context ??= await openProfile(join(this.#folder, 'profile'));
    return this.#context;
  }

  /** The battery falls out. */
  async killPhone(): Promise<void> {
    const session = await (await this.phone()).browser()!.newBrowserCDPSession();
    const closed = new Promise((resolve) => this.#context!.once('close', resolve));
    void session.send('Browser.crash').catch(() => {});
    await closed;
    this.#context = undefined;
  }

  /** What the phone's owner could set in it. */
  async openSession() {
    const context = await this.phone();
    return context.newCDPSession(context.pages()[0]!);
  }

  /** A phone as new: nothing is open or stored on it. */
  async emptyPhone(): Promise<void> {
    const [, ...others] = (await this.phone()).pages();
    for (const page of others) await page.close();
    const session = await this.openSession();
    await session.send('Storage.clearDataForOrigin', { origin: this.address, storageTypes: 'all' });
    await session.detach();
  }

  /** Signs somebody in on the phone, or everybody out. */
  async signIn(officer: Officer | undefined): Promise<void> {
    const context = await this.phone();
    await context.clearCookies();
    if (!officer) return;
    const [name = '', value = ''] = (await this.house.job.cookieOf(officer)).split('=');
    await context.addCookies([{ name, value, url: this.address, httpOnly: true, sameSite: 'Strict' }]);
  }

  /** A tab with the queue of an officer. */
  async tab({ accountId, inspectorId }: Officer, settings: Settings = {}): Promise<Tab> {
    const page = await (await this.phone()).newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(this.address);
    await page.evaluate(startPage, { accountId, inspectorId, limits, clock: this.#clock, ...settings });
    return new Tab(page);
  }

  /** What the server has of these visits: events by id with their hashes, files by the phone's id with theirs. */
  async onServer(visits: readonly TestVisit[]) {
    const { em } = this.server.readAs();
    const of = { assignment: { $in: visits.map(({ assignment }) => assignment.id) } };
    const events = await em.find(VisitEvent, of);
    const files = await em.find(Evidence, of);
    return {
      events: Object.fromEntries(events.map(({ id, hash }) => [id, hash])),
      files: Object.fromEntries(files.map(({ clientId, sha256: hash }) => [clientId, hash])),
      evidenceIds: files.map(({ id, sha256: hash }) => [id, hash] as const),
    };
  }

  /** The bytes of a file as the server keeps them. */
  async original(evidenceId: string): Promise<Buffer> {
    this.#auditor ??= await this.house.job.cookieOf(this.house.job.auditor);
    const answer = await fetch(`${this.server.address}/evidence/${evidenceId}`, {
      headers: { cookie: this.#auditor },
    });
    return Buffer.from(await answer.arrayBuffer());
  }

  async close(): Promise<void> {
    await this.#context?.close();
    await this.proxy.stop();
    await this.server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What phone and server say of everything recorded: the same, once each. */
export async function expectAllThere(bench: PhoneBench, tab: Tab, visits: readonly TestVisit[]) {
  const [events, files, there] = [await tab.events(), await tab.files(), await bench.onServer(visits)];
  expect(Object.fromEntries(events.map(({ event, hash }) => [event.id, hash]))).toEqual(there.events);
  expect(Object.fromEntries(files.map((file) => [file.clientId, file.sha256]))).toEqual(there.files);
  expect([...events, ...files].filter(({ fate }) => fate !== 'TAKEN')).toEqual([]);
  return { events, files };
}

/** Drafts as a page makes them, of a visit. */
export function draftsOf({ assignment: { id: assignmentId } }: TestVisit) {
  const point = (code: string) => ({ item: 'WS-01', version: 2, point: code });
  const draft = (kind: EventDraft['kind'], payload: object, text?: string): EventDraft => ({
    ...{ assignmentId, kind, payload: payload as EventDraft['payload'] },
    ...(text ? { private: { text } } : {}),
  });
  return {
    checkIn: () => draft('CHECKED_IN', { way: 'HAND' }, '执照正在换发'),
    answer: (code: string, outcome = 'NO_PROBLEM') => draft('ANSWERED', { ...point(code), outcome }),
    unknownPoint: () => draft('ANSWERED', { ...point('99'), outcome: 'PROBLEM' }),
    note: (text: string) => draft('NOTED', {}, text),
    measure: (quantity: string) => draft('MEASURED', { name: '余氯', quantity, unit: 'mg/L' }),
    photo: () => draft('EVIDENCE_ATTACHED', { form: 'PHOTO' }),
    signed: (content: string) => draft('OFFICER_SIGNED', { content }),
  };
}
