import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { EvidenceKind } from '../../../schema/inspection/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { openStore } from '../../../server/evidence/open-store.js';
import { openEvidenceRoom, receiveEvidence } from '../../../server/evidence/receive-evidence.js';
import { type Config, readConfig } from '../../../server/platform/config.js';
import { type Database, migrate } from '../../../server/platform/database.js';
import { holdInstallation } from '../../../server/platform/installation.js';
import type { StepSources } from '../../../server/platform/step.js';
import { openConfigured, openKeyring } from '../../../server/serve.js';
import { type SettableClock, seededChance, settableClock } from '../../support/clock.js';
import { done, MainJob } from '../../support/main-job.js';
import { Workplace } from '../../support/process.js';

/** The database of a place, opened by the test while no process has it. */
export interface OpenPlace {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly sources: StepSources;
}

/** A film of so many bytes, as its head says. */
export function film(size: number): Buffer {
  const bytes = Buffer.alloc(size, randomUUID());
  bytes.write('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
  return bytes;
}

/** A data folder in which a draw was dispatched, with the command line and a server as processes of their own. */
export class EvidencePlace extends Workplace {
  /** The assignment of the officer, and the session by which they send. */
  visit = '';
  cookie = '';
  #officer: Actor | undefined;

  static async make(): Promise<EvidencePlace> {
    const place = new EvidencePlace();
    await place.within(async ({ database, clock, sources }) => {
      const close = () => database.close();
      const job = await MainJob.over({ database, clock, close, sources });
      const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 4, reserve: 1 }] });
      const [assignment] = await job.listAssignments(draw);
      place.visit = assignment?.id ?? '';
      const [first] = await job.listTeam(place.visit);
      place.#officer = await job.addPerson('officer', [Role.INSPECTOR], job.health, first?.inspectorId);
      // A server process goes by the machine's clock, and has seen the session an instant ago.
      clock.set(new Date().toISOString());
      place.cookie = await job.cookieOf(place.#officer);
    });
    return place;
  }

  get config(): Config {
    return readConfig(this.environment);
  }

  /** The store's folder. */
  get store(): string {
    return openStore(this.config).place;
  }

  /** Work on the database while no process has it. @param start of the clock */
  async within<T>(work: (place: OpenPlace) => Promise<T>, start = '2026-02-09T01:00:00Z'): Promise<T> {
    const { config } = this;
    const database = await openConfigured(config);
    try {
      await migrate(database);
      const clock = settableClock(start);
      await holdInstallation(database, false, clock.now());
      const keys = await openKeyring(config, database);
      const chance = seededChance(randomUUID());
      return await work({
        ...{ database, clock },
        sources: { database, clock, chance, keys, installation: { training: false } },
      });
    } finally {
      await database.close();
    }
  }

  /** A file arrives without a server. @returns the id of the evidence */
  async receive({ sources }: OpenPlace, bytes: Buffer, kind = EvidenceKind.DOCUMENT): Promise<string> {
    const kept = await receiveEvidence(sources, openEvidenceRoom(this.config), {
      claim: { assignmentId: this.visit, clientId: randomUUID(), kind, matterId: null, point: null },
      label: { name: '现场', takenAt: null },
      body: Readable.from([bytes]),
      findActor: async () => this.#officer as Actor,
    });
    return done(kept).evidence.id;
  }

  /** Every file in a folder, below it too. */
  listFiles(folder = this.store): string[] {
    if (!existsSync(folder)) return [];
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    return found
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .sort();
  }
}
