import type { KeyObject } from 'node:crypto';
import type { Reader, Unit } from '../../shared/unit.js';
import { signingKey } from './sheet-key.js';
import { SheetSecret } from './sheet-secret.entity.js';

/** The installation's secret; made now if there is none yet. */
export async function takeSheetSecret(unit: Unit): Promise<KeyObject> {
  await unit.em.upsert(
    SheetSecret,
    { id: 1, bytes: Buffer.from(unit.chance.bytes(32)), madeAt: unit.now },
    { onConflictAction: 'ignore' },
  );
  const { bytes } = await unit.em.findOneOrFail(SheetSecret, 1, { refresh: true });
  return signingKey(bytes);
}

/** The secret, or nothing: then no row was ever signed here. */
export async function findSheetSecret(reader: Reader): Promise<KeyObject | undefined> {
  const secret = await reader.em.findOne(SheetSecret, 1);
  return secret ? signingKey(secret.bytes) : undefined;
}
