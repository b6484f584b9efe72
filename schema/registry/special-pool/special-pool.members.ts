import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { SpecialPoolMember } from './special-pool.entity.js';
import { MemberInvalid } from './special-pool.errors.js';
import type { AddMembersInput, MemberInput } from './special-pool.input.js';
import { changeOf, takeOpenPool } from './special-pool.service.js';

const keyOf = ({ realId, licenceNo }: { realId: string; licenceNo?: string | null }) =>
  `${realId} ${licenceNo ?? ''}`;

/** A certificate that ends before it begins, or one membership given twice. */
function findFault(members: readonly MemberInput[]): MemberInvalid | undefined {
  const backwards = members.find((one) => one.approvedOn && one.validToOn && one.validToOn < one.approvedOn);
  if (backwards) {
    return new MemberInvalid(
      backwards.realId,
      '许可的有效期至早于批准日期，请核对。',
      'The licence ends before it was approved; check the dates.',
    );
  }
  const seen = new Set<string>();
  const twice = members.find((one) => seen.size === seen.add(keyOf(one)).size);
  if (!twice) return undefined;
  return new MemberInvalid(
    twice.realId,
    '同一对象、同一许可在清单中出现两次，请保留一条。',
    'A target stands there twice with the same licence; keep one.',
  );
}

function rowOf(member: MemberInput) {
  return {
    licenceName: member.licenceName ?? null,
    issuer: member.issuer ?? null,
    approvedOn: member.approvedOn ?? null,
    validToOn: member.validToOn ?? null,
    removedOn: null,
  };
}

/** Takes targets into a special pool, known to the register or not yet; a known membership is written anew. */
export async function addSpecialPoolMembers(unit: Unit, { specialPoolId, members }: AddMembersInput) {
  const fault = findFault(members);
  if (fault) return fault;
  const pool = await takeOpenPool(unit, specialPoolId);
  if (isRefusal(pool)) return pool;
  const realIds = members.map((member) => member.realId);
  const found = await unit.em.find(SpecialPoolMember, {
    specialPool: specialPoolId,
    realId: { $in: realIds },
  });
  const known = new Map(found.map((member) => [keyOf(member), member]));
  const added = members.filter((member) => !known.has(keyOf(member)));
  for (const member of members) {
    const row = known.get(keyOf(member));
    if (!row) continue;
    await unit.em.nativeUpdate(SpecialPoolMember, { id: row.id }, { ...rowOf(member), ...changeOf(unit) });
  }
  const rows = added.map((member) => ({
    id: unit.newId(),
    specialPool: specialPoolId,
    realId: member.realId,
    licenceNo: member.licenceNo ?? '',
    ...rowOf(member),
    createdAt: unit.now,
    ...changeOf(unit),
  }));
  if (rows.length > 0) await unit.em.insertMany(SpecialPoolMember, rows);
  const counts = { addedCount: added.length, updatedCount: members.length - added.length };
  await recordEvent(unit, 'special-pool.members-added', { kind: 'specialPool', id: specialPoolId }, counts);
  return { __typename: 'SpecialPoolMembersAdded' as const, ...counts, id: specialPoolId };
}

/** Takes targets out of a special pool as of today, with whatever licence; that they were in it is kept. */
export async function removeSpecialPoolMembers(
  unit: Unit,
  specialPoolId: string,
  realIds: readonly string[],
) {
  const pool = await takeOpenPool(unit, specialPoolId);
  if (isRefusal(pool)) return pool;
  const removedCount = await unit.em.nativeUpdate(
    SpecialPoolMember,
    { specialPool: specialPoolId, realId: { $in: [...realIds] }, removedOn: null },
    { removedOn: unit.today, ...changeOf(unit) },
  );
  const subject = { kind: 'specialPool', id: specialPoolId };
  await recordEvent(unit, 'special-pool.members-removed', subject, { removedCount });
  return { __typename: 'SpecialPoolMembersRemoved' as const, removedCount, id: specialPoolId };
}
