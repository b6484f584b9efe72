import { fromHex, taggedHash, utf8 } from '../../scheduler/draw/index.js';
import type { OperatorSecrets } from '../client/operator-secrets.js';

/**
 * The 32 bytes that salt the pools of one draw. Several draws of one act have one key file and a key each, made from
 * its own by hashing: whoever is given the pools of one (restricted level) learns nothing of another's.
 */
export function poolKeyOf({ poolKey }: OperatorSecrets, campaign: string, draws: number): Uint8Array {
  const key = fromHex(poolKey);
  return draws === 1 ? key : taggedHash('fairdraw/pool-key', [key, utf8(campaign)]);
}
