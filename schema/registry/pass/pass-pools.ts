import { type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { passPowers } from '../item/power.service.js';
import { passInspectors, passInterests } from './pass-inspectors.js';
import { passItems } from './pass-items.js';
import { endInnerSecondments } from './pass-secondments.js';
import { passSpecialPools } from './pass-special-pools.js';
import { type Passed, passTargets } from './pass-targets.js';

/** What became of the pools of a department that ended. */
export interface PassedPools {
  readonly counts: Readonly<Record<string, Passed>>;
  /** Rows that are gone, and those that stand for them, by id: references follow. */
  readonly replaced: ReadonlyMap<string, string>;
}

/**
 * Passes everything that stands in the registers of a department. What happened stays where it happened: the visit
 * register, runs of imports and published item lists keep the predecessor, and the successor reads them.
 */
export async function passPools(
  unit: Unit,
  passing: Passing,
  act: { readonly fromCode: string; readonly on: string },
): Promise<PassedPools> {
  const all = async (table: string, column?: string): Promise<Passed> => ({
    passedCount: await passRows(unit, table, passing, { column }),
    keptCount: 0,
  });
  const targets = await passTargets(unit, passing);
  const { replaced: inspectorOf, ...inspectors } = await passInspectors(unit, passing);
  const interests = await passInterests(unit, passing);
  const { replaced: poolOf, ...specialPools } = await passSpecialPools(unit, passing);
  const items = await passItems(unit, passing, act.fromCode);
  const powers = { passedCount: await passPowers(unit, passing, act.on), keptCount: 0 };
  const secondments = await passRows(unit, 'secondment', passing, { stamped: true });
  await endInnerSecondments(unit, passing.to, act.on);
  const referrals = await all('referral');
  await all('referral', 'sender_id');
  const aliases = await all('target_alias');
  const uploads = await all('upload');
  await passRows(unit, 'import_source', passing, {
    where: {
      sql: `not exists (select 1 from import_source other where other.department_id = ?::uuid
        and other.kind = import_source.kind and other.name = import_source.name)`,
      values: [passing.to],
    },
  });
  return {
    counts: {
      ...{ targets, inspectors, interests, specialPools, items, powers, referrals, aliases, uploads },
      secondments: { passedCount: secondments, keptCount: 0 },
    },
    replaced: new Map([...inspectorOf, ...poolOf]),
  };
}
