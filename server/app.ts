import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { Keyring } from '../schema/shared/keyring.js';
import type { PasswordHasher } from '../schema/shared/password-hasher.js';
import type { Chance, Clock, HandOutTimes, SignInRules } from '../schema/shared/unit.js';
import { SignInGate } from './http/sign-in-gate.js';
import { createWebServer } from './http/web-server.js';
import { jobKinds } from './job-kinds.js';
import { requireLifecycles } from './lifecycles.js';
import { measureHouse } from './measure-house.js';
import { channelsOf } from './outbox/channels.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { measureDatabase } from './platform/database-metrics.js';
import type { Logger } from './platform/logger.js';
import { createMetrics, type Metrics } from './platform/metrics.js';
import { createPasswordHasher } from './platform/passwords.js';
import type { StepSources } from './platform/step.js';

/** Work that goes on beside requests: the timetable, imports, the nightly copy. */
export interface Background {
  start(): void | Promise<void>;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
  /** What somebody should see to, though requests are answered: shown by `/readyz`. */
  fault?(): string | undefined;
}

/** What a server is made of. */
export interface AppParts {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  readonly keys: Keyring;
  readonly passwords?: PasswordHasher;
  /** Made once the parts stand; started when the server listens. */
  readonly background?: (sources: StepSources, logger: Logger, metrics: Metrics) => readonly Background[];
}

/** A server that can be started and stopped. */
export interface App {
  readonly fastify: FastifyInstance;
  readonly sources: StepSources;
  readonly passwords: PasswordHasher;
  readonly metrics: Metrics;
  /** @returns its address, `http://127.0.0.1:4000` */
  listen(): Promise<string>;
  /** Accepts nothing more, finishes what runs, stops the background, closes the database. */
  close(): Promise<void>;
}

const SWEEP_MS = 50;

/** Lets running requests end. A connection that was busy is idle after its answer, and must not be waited for. */
async function finishRequests(fastify: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => fastify.server.closeIdleConnections(), SWEEP_MS);
  try {
    await fastify.close();
  } finally {
    clearInterval(sweep);
  }
}

/** Somebody else has the address. */
export class AddressInUseError extends Error {
  constructor({ HOST, PORT }: Config) {
    super(
      `${HOST}:${PORT} 已被占用，请用 PORT 换一个端口。${HOST}:${PORT} is in use; choose another by PORT.`,
    );
  }
}

async function listen(fastify: FastifyInstance, config: Config): Promise<string> {
  try {
    return await fastify.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new AddressInUseError(config) : error;
  }
}

function signInRules(config: Config): SignInRules {
  return {
    sessionMinutes: config.FAIRDRAW_SESSION_MINUTES,
    idleMinutes: config.FAIRDRAW_IDLE_MINUTES,
    onlyOne: config.FAIRDRAW_ONE_SESSION,
    secondFactorRoles: config.FAIRDRAW_SECOND_FACTOR_ROLES,
  };
}

function handOutTimes(config: Config): HandOutTimes {
  return {
    workingDaysBefore: config.FAIRDRAW_VISIBLE_DAYS,
    at: config.FAIRDRAW_VISIBLE_AT,
    remindDaysBefore: config.FAIRDRAW_REMIND_DAYS,
    basis: config.FAIRDRAW_VISIBLE_BASIS,
  };
}

/** Puts a server together. @throws MissingRuleError when an operation lacks its rule; LifecycleError */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, database, clock, chance, logger, keys } = parts;
  requireLifecycles();
  const installation = {
    training: config.training,
    poolWaitSeconds: config.FAIRDRAW_POOL_WAIT_SECONDS,
    signIn: signInRules(config),
    plans: {
      rushFromMonth: config.FAIRDRAW_PLAN_RUSH_FROM_MONTH,
      rushPercent: config.FAIRDRAW_PLAN_RUSH_PERCENT,
    },
    handOut: handOutTimes(config),
    channels: channelsOf(config),
    jobKinds,
  };
  const sources = { database, clock, chance, installation, keys, jobs: {} };
  const passwords = parts.passwords ?? createPasswordHasher(chance);
  const gate = new SignInGate(clock);
  const metrics = createMetrics();
  measureDatabase(metrics, database);
  measureHouse(metrics, sources);
  const background = parts.background?.(sources, logger, metrics) ?? [];
  const listFaults = () => background.flatMap((part) => part.fault?.() ?? []);
  const web = { metrics, listFaults };
  const fastify = await createWebServer(config, logger, { ...sources, passwords, gate }, web);
  let closing: Promise<void> | undefined;
  const close = async () => {
    await finishRequests(fastify);
    for (const part of background) await part.stop();
    await database.close();
  };
  return {
    fastify,
    sources,
    passwords,
    metrics,
    listen: async () => {
      const address = await listen(fastify, config);
      for (const part of background) await part.start();
      return address;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
