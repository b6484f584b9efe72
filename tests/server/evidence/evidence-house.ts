import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import type { Assignment } from '../../../schema/inspection/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

export { phonePhoto } from '../../support/phone-photo.js';

/** A place that the phone wrote into its photo: the Canton Tower. */
export const TOWER = { latitude: 23.1065, longitude: 113.3245 };

/** What a picture says of itself; the server reads pictures from files alone. */
export async function metadataOf(bytes: Buffer): Promise<Metadata> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-picture-'));
  try {
    writeFileSync(join(folder, 'picture'), bytes);
    return await sharp(join(folder, 'picture')).metadata();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An answer to an upload or a download. */
export interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly messageEn?: string;
  readonly evidenceId?: string;
  readonly mediaType?: string;
  readonly sha256?: string;
}

/** A dispatched draw with phones of its first team, and a store of evidence in a folder of its own. */
export class EvidenceHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'fairdraw-evidence-'));
  server!: TestServer;
  job!: MainJob;
  assignments!: Assignment[];
  /** The cookie of each person. */
  readonly cookies = new Map<string, string>();
  readonly #actors = new Map<string, Actor>();

  static async open(settings: Record<string, string> = {}): Promise<EvidenceHouse> {
    const house = new EvidenceHouse();
    const start = '2026-02-09T01:00:00Z';
    house.server = await startTestServer({ FAIRDRAW_EVIDENCE_STORE: house.folder, ...settings }, { start });
    const { database, clock, close } = house.server;
    const sources = { ...house.server.app.sources, jobs: undefined };
    house.job = await MainJob.over({ database, clock, close, sources });
    const draw = await house.job.drawn({ strata: [{ riskClass: 'A', count: 6, reserve: 2 }] });
    house.assignments = await house.job.listAssignments(draw);
    clock.set('2026-02-10T02:00:00Z');
    await house.#addPeople();
    return house;
  }

  async #addPeople(): Promise<void> {
    const { job } = this;
    const team = await job.listTeam(this.visit);
    const inspector = (name: string, id: string | undefined) =>
      job.addPerson(name, [Role.INSPECTOR], job.health, id ?? null);
    const other = await job.listTeam(this.assignments[1]?.id ?? '');
    const outsider = other.find(({ inspectorId }) => !team.some((one) => one.inspectorId === inspectorId));
    await this.#signIn('officer', await inspector('officer', team[0]?.inspectorId));
    await this.#signIn('colleague', await inspector('colleague', team[1]?.inspectorId));
    await this.#signIn('outsider', await inspector('outsider', outsider?.inspectorId));
    await this.#signIn('supervisor', await job.addPerson('supervisor', [Role.SUPERVISION], job.health));
    const far = await job.addPerson('far-reviewer', [Role.REVIEWER, Role.APPROVER], job.market);
    await this.#signIn('far-reviewer', far);
    const { approver, reviewer, auditor, planner, stranger } = job;
    for (const [name, actor] of Object.entries({ approver, reviewer, auditor, planner, stranger })) {
      await this.#signIn(name, actor);
    }
  }

  /** Everybody signs in again: a session lasts a day. */
  async signInAgain(): Promise<void> {
    for (const [name, actor] of this.#actors) await this.#signIn(name, actor);
  }

  async #signIn(name: string, actor: Actor): Promise<void> {
    this.#actors.set(name, actor);
    this.cookies.set(name, await this.job.cookieOf(actor));
  }

  /** The first team's assignment. */
  get visit(): string {
    return this.assignments[0]?.id ?? '';
  }

  newId(): string {
    const hex = Buffer.from(this.job.chance.bytes(16)).toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** The console as somebody. */
  async console(who: string): Promise<GraphqlClient> {
    const client = await this.server.client();
    client.cookie = this.cookies.get(who) ?? '';
    return client;
  }

  /** Sends a file as somebody: the officer, a photo of the first visit, under a fresh id. */
  async send(
    body: Uint8Array | ReadableStream,
    more: Record<string, string> = {},
    { who = 'officer', type = 'application/octet-stream' } = {},
  ): Promise<Answer> {
    const query = new URLSearchParams({
      ...{ assignment: this.visit, client: this.newId(), kind: 'PHOTO', name: 'IMG_0001.JPG' },
      ...more,
    });
    const response = await fetch(`${this.server.address}/evidence?${query}`, {
      method: 'POST',
      headers: { cookie: this.cookies.get(who) ?? '', 'content-type': type },
      body: body as never,
      duplex: 'half',
      // Otherwise it would keep the whole body, to send it again elsewhere.
      redirect: 'error',
    } as RequestInit);
    return { status: response.status, ...((await response.json()) as object) };
  }

  /** Fetches a file of a piece of evidence as somebody. */
  fetch(id: string | undefined, part: '' | '/picture' | '/thumbnail', who: string): Promise<Response> {
    const headers = { cookie: this.cookies.get(who) ?? '' };
    return fetch(`${this.server.address}/evidence/${id}${part}`, { headers });
  }

  /** Every file in the store, by name. */
  listFiles(): { readonly name: string; readonly bytes: Buffer }[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(this.folder, path)).isFile())
      .map((name) => ({ name, bytes: readFileSync(join(this.folder, name)) }));
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
