import {
  canonical,
  fromHex,
  makeIncomingSlip,
  type PoolFiles,
  poolProver,
  type SubstitutionDetail,
} from '../../scheduler/draw/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { type Draw, DrawnUnit } from './draw.entity.js';
import { IncomingSlip } from './incoming-slip.entity.js';

/** What a substitution made of a unit: its place in the pools, and the log's event. */
interface CameIn {
  readonly realId: string;
  readonly stratum: string;
  readonly substitution: SubstitutionDetail;
  /** Hash of the event. */
  readonly head: string;
}

/** Makes the slip of a unit that came in (docs/draw.md §14): its record in the pool, and the substitution of the log. */
export async function storeIncomingSlip(
  unit: Unit,
  draw: Draw,
  { seed, pools }: { readonly seed: Uint8Array; readonly pools: PoolFiles },
  { realId, stratum, substitution, head }: CameIn,
): Promise<void> {
  const file = pools.strata.find(({ code }) => code === stratum)?.records ?? '';
  const poolKey = fromHex(draw.poolKey ?? '', 'poolKey');
  const proof = poolProver({ C: draw.commitment, tree: `pool/${stratum}`, file, poolKey })(realId);
  if (!proof) throw new Error(`unit ${realId} is in no pool of draw ${draw.id}`);
  const slip = canonical(makeIncomingSlip(seed, { head, proof, substitution }));
  await unit.em.insert(IncomingSlip, { draw: draw.id, realId, number: substitution.n, slip });
}

/** What a unit shows at the door: drawn, or come in by a substitution. */
export async function findUnitSlip(reader: Reader, draw: string, realId: string): Promise<string | null> {
  const drawn = await reader.em.findOne(DrawnUnit, { draw, realId });
  if (drawn?.slip) return drawn.slip;
  return (await reader.em.findOne(IncomingSlip, { draw, realId }))?.slip ?? null;
}
