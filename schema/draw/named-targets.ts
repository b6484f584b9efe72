import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { type Campaign, DrawMode, findNamedUnits } from '../plan/index.js';
import { findKnownIds } from '../registry/index.js';
import { Refusal } from '../shared/refusal.js';
import { RealWorldId } from '../shared/scalars.js';
import type { Reader } from '../shared/unit.js';
import type { PreparedPools } from './draw.pool.js';

const mostNamed = 100;

@ObjectType({
  implements: ConsoleError,
  description: '名单中的对象已不在名录。Named targets are no longer in the register.',
})
export class NamedTargetsGone extends Refusal {
  @Field(() => Int, { description: '共几个。How many.' })
  readonly count: number;

  @Field(() => [RealWorldId], {
    description: '哪些，最多一百个；保密抽取的不列。Which, at most 100; none of a confidential draw.',
  })
  readonly realIds: readonly string[];

  constructor(realIds: readonly string[], isConfidential: boolean) {
    super(
      `名单中有 ${realIds.length} 个对象已不在本部门名录（移交、并入或改号）。名单中的对象不得悄悄减少：请先在名录中登记，再封库。${isConfidential ? '保密抽取不在此列出对象，由执法监督人员在名单中查明（handedRows）。' : ''}`,
      `${realIds.length} targets of the list are no longer in this register: passed on, merged, or under another number. None may quietly be left out: enter them again, then freeze.${isConfidential ? ' Of a confidential draw they are not named here: law-enforcement supervision finds them on the list (handedRows).' : ''}`,
    );
    this.count = realIds.length;
    this.realIds = isConfidential ? [] : realIds.slice(0, mostNamed);
  }
}

/** Targets that a campaign names and its pools do not have. */
export async function findGoneTargets(
  reader: Reader,
  campaign: Campaign,
  pools: PreparedPools,
): Promise<NamedTargetsGone | undefined> {
  const named = await findNamedUnits(reader, campaign);
  if (!named || pools.covered === named.size) return undefined;
  const known = await findKnownIds(reader, campaign.department, [...named]);
  const gone = [...named].filter((id) => !known.has(id));
  return new NamedTargetsGone(gone, campaign.mode === DrawMode.CONFIDENTIAL);
}
