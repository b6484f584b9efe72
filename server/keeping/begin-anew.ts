import type { SqlEntityManager } from '@mikro-orm/sql';
import { endEverySession } from '../../schema/account/index.js';
import { recordEvent } from '../../schema/audit/index.js';
import { forgetLeases } from '../../schema/job/index.js';
import { endInterruptedImports } from '../../schema/registry/index.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import { stepAsOwner } from '../platform/owner-step.js';
import { absentKeyring } from './absent-keyring.js';
import type { CheckedBackup } from './read-backup.js';

/** Where time and chance come from. */
export interface Sources {
  readonly clock: Clock;
  readonly chance: Chance;
}

/** Why a backup is loaded. */
export type Occasion = 'installation.restored' | 'installation.moved';

/**
 * What is no longer true of a database that stands elsewhere, or at an earlier time: nobody is signed in, no process has
 * claimed a job, no import is running. Recorded.
 */
export async function beginAnew(
  em: SqlEntityManager,
  { manifest, sealed }: CheckedBackup,
  occasion: Occasion,
  { clock, chance }: Sources,
): Promise<void> {
  const installation = { training: manifest.isTraining ?? false };
  const sources = { clock, chance, installation, keys: absentKeyring };
  await stepAsOwner(em, sources, { kind: 'command', username: 'fairdraw' }, async (unit) => {
    const endedSessionCount = await endEverySession(unit);
    await forgetLeases(unit);
    await endInterruptedImports(unit);
    const { takenAt, product } = manifest;
    await recordEvent(
      unit,
      occasion,
      { kind: 'backup', id: sealed.sha256 },
      { takenAt, product, endedSessionCount },
    );
  });
}
