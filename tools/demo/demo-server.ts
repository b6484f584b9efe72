import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '../../schema/account/index.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import { type App, createApp } from '../../server/app.js';
import { systemChance, systemClock } from '../../server/platform/clock.js';
import type { Config } from '../../server/platform/config.js';
import { migrate, openDatabase } from '../../server/platform/database.js';
import { createKeyring, makeKeys } from '../../server/platform/keyring.js';
import { createLogger } from '../../server/platform/logger.js';
import { createPasswordHasher } from '../../server/platform/passwords.js';
import { createStep } from '../../server/platform/step.js';
import { createHouseTimetable } from '../../server/timetable.js';

/** The demo's server, in a folder of its own: it never touches the data of a real installation. */
export interface DemoServer {
  readonly app: App;
  readonly url: string;
  readonly folder: string;
  /** Stops serving and removes the folder. */
  close(): Promise<void>;
}

/** Of everybody's one password, printed on the screen: what it would cost to guess does not matter. */
const demoCost = { memory: 4_096, passes: 1, parallelism: 1 };

/** Starts a server on a new embedded database. */
export async function startDemoServer(config: Config): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-demo-'));
  const logger = createLogger(process.env.LOG_LEVEL ?? 'error');
  const database = await openDatabase({ folder });
  await migrate(database);
  const keys = createKeyring(makeKeys(systemChance), systemChance);
  const passwords = createPasswordHasher(systemChance, demoCost);
  const app = await createApp({
    ...{ config, database, clock: systemClock, chance: systemChance, logger, keys, passwords },
    background: (sources) => [createHouseTimetable(sources, logger, { everySeconds: 1 })],
  });
  const close = async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { app, url: await app.listen(), folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first administrators by username. */
export const firstAdministrators = { system: 'system-admin', security: 'security-admin' } as const;

/** The first administrators, as `fairdraw user add` creates them on the command line. */
export async function addFirstAdministrators({ app }: DemoServer, password: string): Promise<void> {
  const step = createStep(app.sources, { kind: 'command', username: 'fairdraw' });
  const { system, security } = firstAdministrators;
  for (const [username, displayName, role] of [
    [system, '系统管理员', Role.SYSTEM_ADMIN],
    [security, '安全保密管理员', Role.SECURITY_ADMIN],
  ] as const) {
    const draft = { username, displayName, password, roles: [role] };
    const created = await createAccount({ step, passwords: app.passwords }, draft);
    if (isRefusal(created)) throw new Error(created.messageEn);
  }
}
