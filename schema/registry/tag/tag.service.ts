import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { type PoolCondition, type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import { takePools } from '../pool/pool-lock.js';
import { NoTargetsChosen } from './tag.errors.js';
import type { RenameTagInput, TagTargetsInput } from './tag.input.js';

/** What a change of tags is about to do, or did. */
export interface TagOutcome {
  readonly dryRun: boolean;
  /** Targets that were chosen. */
  readonly matchedCount: number;
  /** Those of them that change; a tag that is there, or is not, is left alone. */
  readonly changedCount: number;
}

/** Which targets are meant: by a filter or by their real-world ids, one of the two. */
function chosenTargets(unit: Unit, departmentId: string, input: TagTargetsInput): PoolCondition | undefined {
  const { filter, realIds } = input;
  if ((filter == null) === (realIds == null)) return undefined;
  const given = Object.entries(filter ?? {}).filter(([, value]) => value != null);
  const { sql, values } = poolCondition(departmentId, Object.fromEntries(given) as PoolFilter, unit.today);
  if (!realIds) return { sql, values };
  const ids = 'real_id in (select jsonb_array_elements_text(?::jsonb))';
  return { sql: `${sql} and ${ids}`, values: [...values, JSON.stringify(realIds)] };
}

/** Counts what a condition chooses and what would change; changes it unless it is a trial. History keeps what was. */
async function changeTags(
  unit: Unit,
  chosen: PoolCondition,
  change: { readonly tags: string; readonly isNeeded: string; readonly values: readonly unknown[] },
  dryRun: boolean,
): Promise<TagOutcome> {
  const counted = `select count(*)::int as "matchedCount",
      count(*) filter (where ${change.isNeeded})::int as "changedCount" from target where ${chosen.sql}`;
  const [counts] = await unit.em.execute<{ matchedCount: number; changedCount: number }[]>(counted, [
    ...change.values,
    ...chosen.values,
  ]);
  const outcome = { dryRun, matchedCount: 0, changedCount: 0, ...counts };
  if (dryRun || outcome.changedCount === 0) return outcome;
  await unit.em.execute(
    `update target set tags = ${change.tags}, updated_at = ?, updated_by = ?
       where ${chosen.sql} and ${change.isNeeded}`,
    [...change.values, unit.now, unit.actor.accountId ?? null, ...chosen.values, ...change.values],
  );
  return outcome;
}

const given = 'array(select jsonb_array_elements_text(?::jsonb))';
/** Each tag once, by its bytes. */
const sorted = (tags: string) =>
  `array(select distinct one collate "C" from unnest(${tags}) as one order by 1)`;

async function change(
  unit: Unit,
  input: TagTargetsInput,
  kind: 'target.tagged' | 'target.untagged',
  sql: { readonly tags: string; readonly isNeeded: string },
) {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const chosen = chosenTargets(unit, departmentId, input);
  if (!chosen) return new NoTargetsChosen();
  if (!(await takePools(unit, departmentId))) return new PoolInUse();
  const values = [JSON.stringify(input.tags)];
  const outcome = await changeTags(unit, chosen, { ...sql, values }, input.dryRun);
  if (!input.dryRun) {
    const data = { tags: input.tags, changedCount: outcome.changedCount };
    await recordEvent(unit, kind, { kind: 'department', id: departmentId }, data);
  }
  return { __typename: 'TagsChanged' as const, ...outcome };
}

/** Gives targets these tags, beside those that they have. */
export function tagTargets(unit: Unit, input: TagTargetsInput) {
  const sql = { tags: sorted(`tags || ${given}`), isNeeded: `not (tags @> ${given})` };
  return change(unit, input, 'target.tagged', sql);
}

/** Takes these tags off targets. */
export function untagTargets(unit: Unit, input: TagTargetsInput) {
  const rest = `array(select one from unnest(tags) as one where one <> all (${given}))`;
  return change(unit, input, 'target.untagged', { tags: rest, isNeeded: `tags && ${given}` });
}

/** Renames a tag on every target and special pool of the department, as one act; where both stood, one is left. */
export async function renameTag(unit: Unit, { from, to, dryRun }: RenameTagInput) {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  if (from === to) return new NoTargetsChosen();
  if (!(await takePools(unit, departmentId))) return new PoolInUse();
  const all = poolCondition(departmentId, { tags: [from] }, unit.today);
  const [counts] = await unit.em.execute<{ count: number }[]>(
    `select count(*)::int as count from target where ${all.sql}`,
    [...all.values],
  );
  const changedCount = counts?.count ?? 0;
  if (!dryRun) await renameEverywhere(unit, departmentId, all, from, to, changedCount);
  return { __typename: 'TagsChanged' as const, dryRun, matchedCount: changedCount, changedCount };
}

async function renameEverywhere(
  unit: Unit,
  departmentId: string,
  all: PoolCondition,
  from: string,
  to: string,
  changedCount: number,
): Promise<void> {
  const stamp = [unit.now, unit.actor.accountId ?? null];
  await unit.em.execute(
    `update target set tags = ${sorted('array_replace(tags, ?, ?)')}, updated_at = ?, updated_by = ? where ${all.sql}`,
    [from, to, ...stamp, ...all.values],
  );
  await unit.em.execute(
    'update special_pool set tag = ?, updated_at = ?, updated_by = ? where department_id = ? and tag = ?',
    [to, ...stamp, departmentId, from],
  );
  const subject = { kind: 'department', id: departmentId };
  await recordEvent(unit, 'target.tag-renamed', subject, { from, to, changedCount });
}

/** A tag with how many targets have it. */
export interface TagCount {
  readonly tag: string;
  readonly count: number;
  readonly drawableCount: number;
}

/** How many tags are told; a department that has more has confused tags with names. */
const mostTags = 1_000;

/** The tags of the targets in the reader's scope, the most frequent first. */
export function listTags(reader: Reader): Promise<TagCount[]> {
  const { scope } = reader.actor;
  const among = scope ? 'where department_id in (select jsonb_array_elements_text(?::jsonb)::uuid)' : '';
  return reader.em.execute<TagCount[]>(
    `select tag, count(*)::int as count, count(*) filter (where status = 'ACTIVE')::int as "drawableCount"
       from target, unnest(tags) as tag ${among} group by tag order by 2 desc, tag collate "C" limit ?`,
    [...(scope ? [JSON.stringify(scope)] : []), mostTags],
  );
}
