import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { PasswordHasher } from '../schema/shared/password-hasher.js';
import type { Chance, Clock } from '../schema/shared/unit.js';
import { SignInGate } from './http/sign-in-gate.js';
import { createWebServer } from './http/web-server.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import type { Logger } from './platform/logger.js';
import { createPasswordHasher } from './platform/passwords.js';
import type { StepSources } from './platform/step.js';

/** Work that goes on beside requests: the timetable. */
export interface Background {
  start(): void | Promise<void>;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** What a server is made of. */
export interface AppParts {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  readonly passwords?: PasswordHasher;
  /** Made once the parts stand; started when the server listens. */
  readonly background?: (sources: StepSources, logger: Logger) => readonly Background[];
}

/** A server that can be started and stopped. */
export interface App {
  readonly fastify: FastifyInstance;
  readonly sources: StepSources;
  readonly passwords: PasswordHasher;
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

/** Puts a server together. @throws MissingRuleError when an operation lacks its rule */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, database, clock, chance, logger } = parts;
  const installation = { training: config.training, poolWaitSeconds: config.FAIRDRAW_POOL_WAIT_SECONDS };
  const sources = { database, clock, chance, installation, jobs: {} };
  const passwords = parts.passwords ?? createPasswordHasher(chance);
  const gate = new SignInGate(clock, config.FAIRDRAW_SESSION_MINUTES);
  const fastify = await createWebServer(config, logger, { ...sources, passwords, gate });
  const background = parts.background?.(sources, logger) ?? [];
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
