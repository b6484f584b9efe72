import { Draw } from '../draw/index.js';
import type { ReadingWay } from '../personal/index.js';
import { idKey, type Page, type PageArguments, pageOf } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { Assignment } from './assignment.entity.js';

/** Somebody who knew a confidential target before its visit, and since when. */
export interface Knower {
  readonly id: string;
  readonly accountId: string;
  /** Name, roles and department as they were then. */
  readonly accountName: string;
  readonly roles: readonly string[];
  readonly homeDepartment: string | null;
  readonly way: ReadingWay;
  readonly drawId: string;
  /** Absent where the whole draw was shown. */
  readonly assignmentId: string | null;
  readonly since: Date;
}

/** Of which draw, or of which assignment of one. */
export interface KnowledgeAsked {
  readonly drawId?: string | null;
  readonly assignmentId?: string | null;
}

/**
 * Who may ask: auditors and law-enforcement supervision in their departments; of discipline inspection and the justice
 * bureau those who witnessed the draw itself.
 */
function mayAsk({ actor }: Reader, draw: Draw): boolean {
  if (actor.roles?.some((role) => role === Role.AUDITOR || role === Role.SUPERVISION)) return true;
  return draw.witnesses.some(({ accountId }) => accountId === actor.accountId);
}

async function findDraw(reader: Reader, { drawId, assignmentId }: KnowledgeAsked): Promise<Draw | null> {
  const assignment = assignmentId ? await reader.em.findOne(Assignment, { id: assignmentId }) : null;
  if (assignmentId && !assignment) return null;
  if (assignment && drawId && assignment.draw !== drawId) return null;
  const id = assignment?.draw ?? drawId;
  const draw = id ? await reader.em.findOne(Draw, { id }) : null;
  return draw && mayAsk(reader, draw) ? draw : null;
}

/**
 * The first reading of each account, way and subject that tells of a visit which had not been recorded. Whoever was shown
 * the whole draw knew each of its targets.
 */
const knowers = `select r.id, r.account_id as "accountId", r.account_name as "accountName", to_jsonb(r.roles) as roles,
    r.home_department_id as "homeDepartment", r.way, r.draw_id as "drawId", r.at as since,
    case when r.subject_kind = 'assignment' then r.subject_id end as "assignmentId"
  from reading r
  where r.draw_id = ? and (?::uuid is null or r.id > ?::uuid)
    and not exists (
      select 1 from reading earlier
       where earlier.subject_kind = r.subject_kind and earlier.subject_id = r.subject_id
         and earlier.account_id = r.account_id and earlier.way = r.way and earlier.hour < r.hour)
    and (exists (
      select 1 from assignment a
       where a.draw_id = r.draw_id and (r.subject_kind = 'draw' or r.subject_id = a.id::text)
         and (?::uuid is null or a.id = ?::uuid)
         and not exists (
           select 1 from inspection_result v where v.assignment_id = a.id and v.recorded_at <= r.at))
      or not exists (select 1 from assignment a where a.draw_id = r.draw_id))
  order by r.id limit ?`;

/** Who knew, once for each way and target, oldest first. Nothing of a draw that is not in sight. */
export function pageKnowledge(
  reader: Reader,
  asked: KnowledgeAsked,
  page: PageArguments,
): Promise<Page<Knower>> {
  return pageOf(page, [idKey], async (limit, after) => {
    const draw = await findDraw(reader, asked);
    if (!draw) return [];
    const [from, assignment] = [after ? String(after[0]) : null, asked.assignmentId ?? null];
    const values = [draw.id, from, from, assignment, assignment, limit];
    const rows = await reader.em.execute<Knower[]>(knowers, values);
    return rows.map((row) => ({ ...row, since: new Date(row.since) }));
  });
}
