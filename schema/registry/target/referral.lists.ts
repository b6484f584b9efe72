import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { inDepartments } from './lineage.js';
import { Referral, ReferralState } from './referral.entity.js';
import { standingStatuses } from './target.states.js';

/** Which referrals are listed. */
export interface ReferralFilter {
  readonly state?: ReferralState | null;
  /** Only pending ones whose day has passed. */
  readonly isLate?: boolean | null;
}

function pageByDue(
  page: PageArguments,
  read: (after: Record<string, unknown>, limit: number) => Promise<Referral[]>,
): Promise<Page<Referral>> {
  return pageOf(page, [(row: Referral) => row.dueOn, idKey], (limit, after) => {
    const [dueOn, id] = (after ?? []).map(String);
    return read(after ? { $or: [{ dueOn: { $gt: dueOn } }, { dueOn, id: { $gt: id } }] } : {}, limit);
  });
}

function conditionOf(reader: Reader, { state, isLate }: ReferralFilter): Record<string, unknown> {
  if (isLate) return { state: ReferralState.PENDING, dueOn: { $lt: reader.today } };
  return state ? { state } : {};
}

const byDue = { orderBy: { dueOn: 'asc', id: 'asc' } } as const;

/** What was pushed to the departments in the reader's scope, by the day it is due. */
export function listReferrals(
  reader: Reader,
  filter: ReferralFilter,
  page: PageArguments,
): Promise<Page<Referral>> {
  return pageByDue(page, (after, limit) =>
    reader.em.find(Referral, { $and: [conditionOf(reader, filter), after] }, { ...byDue, limit }),
  );
}

/** What the departments in the reader's scope have pushed, by the day it is due. */
export function listSentReferrals(
  reader: Reader,
  filter: ReferralFilter,
  page: PageArguments,
): Promise<Page<Referral>> {
  const { scope } = reader.actor;
  const sent = scope ? { sender: { $in: [...scope] } } : {};
  return pageByDue(page, (after, limit) =>
    reader.beyond('referral', ({ em }) =>
      em.find(Referral, { $and: [sent, conditionOf(reader, filter), after] }, { ...byDue, limit }),
    ),
  );
}

/** The id under which a pool would know what was pushed. */
const keyInPool = `case when r.entity ->> 'kind' = 'LICENCE'
  then 'licence:' || replace(replace(r.licence_no, '%', '%25'), '/', '%2F') else r.real_id end`;

/**
 * Firms and licences that are in no pool: pushed, pending or declined, not pushed anew since, and not in the pool of
 * the department they were pushed to by any other way. For the sender, the supervisor and those above either.
 */
export function listUnclaimed(reader: Reader, page: PageArguments): Promise<Page<Referral>> {
  const { scope } = reader.actor;
  const [mine, sent] = [inDepartments('r.department_id', scope), inDepartments('r.sender_id', scope)];
  return pageOf(page, [(row: Referral) => row.dueOn, idKey], (limit, after) =>
    reader.beyond('referral', async ({ em }) => {
      const [dueOn = '0001-01-01', id = '00000000-0000-0000-0000-000000000000'] = (after ?? []).map(String);
      const standing = JSON.stringify(standingStatuses);
      const rows = await em.execute<{ id: string }[]>(
        `select r.id from referral r, lateral (select ${keyInPool} as key) pool
        where (${mine.sql} or ${sent.sql}) and r.state <> 'CLAIMED' and (r.due_on, r.id) > (?::date, ?::uuid)
          and not exists (
            select from referral later where later.real_id = r.real_id and later.licence_no = r.licence_no
               and (later.pushed_at, later.id) > (r.pushed_at, r.id))
          and not exists (
            select from target where target.department_id = r.department_id and target.real_id = pool.key
               and target.status in (select jsonb_array_elements_text(?::jsonb)))
          and not exists (
            select from target_in_scope target where target.department_id = r.department_id and target.identifiers <> '{}'
               and target.identifiers @> array[pool.key]
               and target.status in (select jsonb_array_elements_text(?::jsonb)))
        order by r.due_on, r.id limit ?`,
        [...mine.values, ...sent.values, dueOn, id, ...[standing, standing], limit],
      );
      return em.find(Referral, { id: { $in: rows.map((row) => row.id) } }, byDue);
    }),
  );
}
