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
import { createLogger } from '../../server/platform/logger.js';
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

/** Starts a server on a new embedded database. */
export async function startDemoServer(config: Config): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-demo-'));
  const logger = createLogger(process.env.LOG_LEVEL ?? 'error');
  const database = await openDatabase({ folder });
  await migrate(database);
  const app = await createApp({
    ...{ config, database, clock: systemClock, chance: systemChance, logger },
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

/** The first administrator, as `fairdraw user add` creates it on the command line. */
export async function addFirstAdministrator({ app }: DemoServer, password: string): Promise<string> {
  const username = 'system-admin';
  const step = createStep(app.sources, { kind: 'command', username: 'fairdraw' });
  const created = await createAccount(
    { step, passwords: app.passwords },
    { username, displayName: '系统管理员', password, roles: [Role.SYSTEM_ADMIN] },
  );
  if (isRefusal(created)) throw new Error(created.messageEn);
  return username;
}
