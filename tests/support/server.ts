import { Writable } from 'node:stream';
import { pino } from 'pino';
import { type AccountDraft, createAccount } from '../../schema/account/index.js';
import type { Crossing } from '../../schema/shared/crossings.js';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import type { Role } from '../../schema/shared/roles.js';
import type { Actor, Reader, Step } from '../../schema/shared/unit.js';
import { type App, createApp } from '../../server/app.js';
import { readConfig } from '../../server/platform/config.js';
import type { Database } from '../../server/platform/database.js';
import { createPasswordHasher, type PasswordCost } from '../../server/platform/passwords.js';
import { createReader, createStep } from '../../server/platform/step.js';
import { GraphqlClient } from './client.js';
import { type SettableClock, seededChance, settableClock } from './clock.js';
import { openTestDatabase } from './database.js';
import { testKeyring } from './keyring.js';

/** The password of every account that `addAccount` makes. */
export const PASSWORD = 'Turnip-lantern-7421';

/** Argon2id at the least cost: tests sign in hundreds of times. */
export const testCost: PasswordCost = { memory: 8, passes: 1, parallelism: 1 };

/** A real server on a free port, over a database of its own. */
export interface TestServer {
  readonly app: App;
  readonly address: string;
  readonly database: Database;
  readonly clock: SettableClock;
  /** Everything logged so far, one parsed line each. */
  readonly log: Record<string, unknown>[];
  /** A client of the console; signed in when a username is given. */
  client(username?: string): Promise<GraphqlClient>;
  portal(): GraphqlClient;
  addAccount(username: string, roles: Role[], more?: Partial<AccountDraft>): Promise<void>;
  stepAs(actor?: Partial<Actor>): Step;
  readAs(actor?: Partial<Actor>, beyond?: Crossing): Reader;
  close(): Promise<void>;
}

function collectLog() {
  const log: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(line, _encoding, done) {
      log.push(JSON.parse(String(line)));
      done();
    },
  });
  return { log, logger: pino({ level: 'debug' }, sink) };
}

export async function startTestServer(
  settings: Record<string, string> = {},
  parts: {
    readonly training?: boolean;
    readonly start?: string;
    readonly passwords?: PasswordHasher;
    readonly database?: Database;
  } = {},
): Promise<TestServer> {
  const database = parts.database ?? (await openTestDatabase());
  const clock = settableClock(parts.start);
  const { log, logger } = collectLog();
  const usual = {
    ...{ PORT: '0', FAIRDRAW_SECOND_FACTOR_ROLES: 'none', FAIRDRAW_IDLE_MINUTES: '480' },
    FAIRDRAW_PORTAL_POINTS: '0',
  };
  const config = readConfig({ ...usual, ...settings }, parts.training);
  const chance = seededChance();
  const app = await createApp({
    config,
    database,
    clock,
    chance,
    logger,
    keys: testKeyring(),
    passwords: parts.passwords ?? createPasswordHasher(chance, testCost),
  });
  const address = await app.listen();
  const stepAs = (actor: Partial<Actor> = {}) => createStep(app.sources, { kind: 'system', ...actor });
  return {
    app,
    address,
    database,
    clock,
    log,
    client: async (username) => {
      const client = new GraphqlClient(`${address}/graphql`);
      if (username) await client.signIn(username, PASSWORD);
      return client;
    },
    portal: () => new GraphqlClient(`${address}/portal/graphql`),
    addAccount: async (username, roles, more) => {
      const draft = { username, displayName: username, password: PASSWORD, roles, ...more };
      const account = await createAccount({ step: stepAs(), passwords: app.passwords }, draft);
      if (isRefusal(account)) throw new Error(account.messageEn);
    },
    stepAs,
    readAs: (actor = {}, beyond) => createReader(app.sources, { kind: 'system', ...actor }, beyond),
    close: () => app.close(),
  };
}
