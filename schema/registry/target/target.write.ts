import type { Reader, Unit } from '../../shared/unit.js';
import type { TargetContent } from './target.draft.js';
import { Target } from './target.entity.js';
import { IdentifierTaken } from './target.errors.js';
import { standingStatuses, type TargetStatus } from './target.states.js';

/** A target that is to be written, as far as its identifiers decide. */
interface Identified {
  readonly realId: string;
  readonly identifiers: readonly string[];
  readonly status: TargetStatus;
}

/**
 * Who else in the department has one of these identifiers. Only targets that are there in the world count: a firm that
 * was closed may have left its registration number to a successor.
 */
export async function findIdentifierTaken(
  reader: Reader,
  departmentId: string,
  { realId, identifiers, status }: Identified,
): Promise<IdentifierTaken | undefined> {
  if (!standingStatuses.includes(status)) return undefined;
  const ids = JSON.stringify([realId, ...identifiers]);
  const list = '(array(select jsonb_array_elements_text(?::jsonb)))';
  const [other] = await reader.em.execute<{ realId: string; identifiers: string[]; status: TargetStatus }[]>(
    `select real_id as "realId", to_jsonb(identifiers) as identifiers, status from target_in_scope
      where department_id = ? and real_id <> ? and status in (select jsonb_array_elements_text(?::jsonb))
        and (real_id = any ${list} or (identifiers <> '{}' and identifiers && ${list}))
      order by real_id limit 1`,
    [departmentId, realId, JSON.stringify(standingStatuses), ids, ids],
  );
  if (!other) return undefined;
  const theirs = [other.realId, ...other.identifiers];
  const shared = [realId, ...identifiers].find((id) => theirs.includes(id)) ?? realId;
  return new IdentifierTaken(shared, other.realId, other.status);
}

/** Who wrote a row, and when. It goes on telling which import wrote it last: that one's words are compared with. */
function stampsOf(unit: Unit) {
  return { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
}

export async function insertTarget(
  unit: Unit,
  departmentId: string,
  realId: string,
  content: TargetContent,
): Promise<Target> {
  const id = unit.newId();
  await unit.em.insert(Target, {
    ...content,
    id,
    department: departmentId,
    realId,
    source: null,
    importRun: null,
    createdAt: unit.now,
    ...stampsOf(unit),
  });
  return unit.em.findOneOrFail(Target, { id });
}

/** Writes the fields that differ. @returns their names; none where nothing was to be written */
export async function updateTarget(
  unit: Unit,
  target: Target,
  content: Partial<TargetContent>,
): Promise<string[]> {
  const changed = Object.entries(content).filter(
    ([field, value]) =>
      JSON.stringify(value) !== JSON.stringify(target[field as keyof TargetContent] ?? null),
  );
  if (changed.length === 0) return [];
  const row = { ...Object.fromEntries(changed), ...stampsOf(unit) };
  await unit.em.nativeUpdate(Target, { id: target.id }, row);
  await unit.em.refresh(target);
  return changed.map(([field]) => field).sort();
}
