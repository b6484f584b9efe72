import 'reflect-metadata';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import type { Refusal } from '../../schema/shared/refusal.js';
import type { Actor, Reader, Step } from '../../schema/shared/unit.js';
import { checkLogin } from '../../server/platform/application-login.js';
import { systemChance, systemClock } from '../../server/platform/clock.js';
import { type Config, readConfig } from '../../server/platform/config.js';
import { migrate, pendingMigrations } from '../../server/platform/database.js';
import { holdInstallation } from '../../server/platform/installation.js';
import { createPasswordHasher } from '../../server/platform/passwords.js';
import { createReader, createStep } from '../../server/platform/step.js';
import { DatabaseNotReadyError, openConfigured, openKeyring } from '../../server/serve.js';
import { CommandError } from './output.js';

/** What a command works with: the configured database, on behalf of whoever runs the command. */
export interface House {
  readonly config: Config;
  readonly actor: Actor;
  readonly step: Step;
  readonly passwords: PasswordHasher;
  read(): Reader;
}

const actor = { kind: 'command', username: 'fairdraw' } as const;

/**
 * Opens the configured database for one command and closes it after. The embedded one is brought up to date;
 * PostgreSQL must be already.
 */
export function withHouse<T>(work: (house: House) => Promise<T>, training = false): Promise<T> {
  return openFor(work, { training, asOwner: false });
}

/** The same with the rights of the tables' owner, for what the application may not do. */
export function withOwnHouse<T>(work: (house: House) => Promise<T>, training = false): Promise<T> {
  return openFor(work, { training, asOwner: true });
}

async function openFor<T>(
  work: (house: House) => Promise<T>,
  { training, asOwner }: { readonly training: boolean; readonly asOwner: boolean },
): Promise<T> {
  const config = readConfig(process.env, training);
  const database = await openConfigured(config, { owner: asOwner });
  try {
    if (database.kind === 'embedded') await migrate(database);
    if (!asOwner) await checkLogin(database);
    const pending = await pendingMigrations(database);
    if (pending.length > 0) throw new DatabaseNotReadyError(pending);
    await holdInstallation(database, training, systemClock.now());
    const keys = await openKeyring(config, database);
    const sources = {
      ...{ database, asOwner, keys, clock: systemClock, chance: systemChance },
      installation: { training },
    };
    return await work({
      config,
      actor,
      step: createStep(sources, actor),
      passwords: createPasswordHasher(systemChance),
      read: () => createReader(sources, actor),
    });
  } finally {
    await database.close();
  }
}

/** A refusal as the failure of a command. */
export function refused(refusal: Refusal): CommandError {
  return new CommandError(`${refusal.message}\n${refusal.messageEn}`);
}
