import type { Reader, Unit } from '../../shared/unit.js';
import { entityOf, Target } from '../target/target.entity.js';
import { Visit } from './visit.entity.js';
import { visitStands } from './visit.stands.js';

/** A visit to enter in the register. */
export type VisitDraft = Readonly<
  Omit<
    Visit,
    'id' | 'createdAt' | 'entityRealId' | 'resultSystem' | 'isCounted' | 'occasionId' | 'replacesId'
  >
> & {
  readonly resultSystem?: string | null;
  readonly isCounted?: boolean;
  readonly occasionId?: string | null;
};

/** Appends a visit; an assignment has one, and a second is a bug of the caller. */
export async function appendVisit(unit: Unit, draft: VisitDraft): Promise<Visit> {
  const entityRealId = await findEntity(unit, draft);
  const visit: Visit = {
    resultSystem: null,
    isCounted: true,
    occasionId: null,
    replacesId: null,
    ...draft,
    id: unit.newId(),
    entityRealId,
    createdAt: unit.now,
  };
  await unit.em.insert(Visit, visit);
  return visit;
}

/** Of an entry what a correction may change. */
export type VisitCorrection = Pick<Visit, 'visitedOn' | 'finding' | 'resultCode' | 'resultSystem'>;

/** Enters what is right about an assignment's visit, instead of what stands; nothing where the register says so already. */
export function correctVisit(unit: Unit, assignmentId: string, right: VisitCorrection): Promise<void> {
  // An entry keeps the department of its day.
  return unit.beyond('entity', (wide) => replaceVisit(wide, assignmentId, right));
}

async function replaceVisit(unit: Unit, assignmentId: string, right: VisitCorrection): Promise<void> {
  const [standing] = await unit.em.execute<{ id: string }[]>(
    `select id from visit where assignment_id = ? and ${visitStands('visit')}`,
    [assignmentId],
  );
  const visit = standing && (await unit.em.findOneOrFail(Visit, standing, { disableIdentityMap: true }));
  if (!visit) throw new Error('a confirmed visit is in the register');
  const fields = Object.keys(right) as (keyof VisitCorrection)[];
  if (fields.every((field) => visit[field] === right[field])) return;
  const replaced = { ...visit, ...right, id: unit.newId(), replacesId: visit.id, createdAt: unit.now };
  await unit.em.insert(Visit, replaced);
}

/**
 * Whose burden a visit is. An id below an entity says it for good, so that an undone merger takes its visits back;
 * a target with an id of its own belongs to whoever answers for it on the day.
 */
async function findEntity(reader: Reader, { department, targetRealId: realId }: VisitDraft): Promise<string> {
  // A target that passed to another department since it was drawn is found there.
  const found = await reader.beyond('entity', ({ em }) =>
    em.find(Target, { realId }, { disableIdentityMap: true }),
  );
  const target = found.find((one) => one.department === department) ?? found[0];
  return entityOf({ realId, responsibleId: realId.includes('/') ? null : target?.responsibleId });
}

/** How many visits of a year each of these officers took part in, in whatever department; none is left out. */
export async function countVisitsOfYear(
  reader: Reader,
  inspectorRealIds: readonly string[],
  year: string,
): Promise<Map<string, number>> {
  const rows = await reader.beyond('officer', ({ em }) =>
    em.execute<{ realId: string; count: number }[]>(
      `select officer as "realId", count(*)::int as count from visit, unnest(inspector_real_ids) as officer
         where visited_on between ? and ? and officer in (select jsonb_array_elements_text(?::jsonb))
           and ${visitStands('visit')} group by 1`,
      [`${year}-01-01`, `${year}-12-31`, JSON.stringify(inspectorRealIds)],
    ),
  );
  return new Map(rows.map(({ realId, count }) => [realId, count]));
}

/** Campaigns that are counted together. */
export interface VisitGroup {
  readonly key: string;
  readonly campaignIds: readonly string[];
}

/**
 * How many different targets the visits of each group reached within a year, whatever they found; a visit that found
 * nobody to check reached none. A group without visits is left out.
 */
export async function countVisitedTargets(
  reader: Reader,
  groups: readonly VisitGroup[],
  year: number,
): Promise<Map<string, number>> {
  const pairs = groups.flatMap(({ key, campaignIds }) => campaignIds.map((id) => ({ key, id })));
  if (pairs.length === 0) return new Map();
  const rows = await reader.em.execute<{ key: string; count: number }[]>(
    `select g.key, count(distinct visit.target_real_id)::int as count
       from jsonb_to_recordset(?::jsonb) as g(key text, id uuid)
       join visit on visit.campaign_id = g.id
        and visit.visited_on between ?::date and ?::date and visit.finding <> 'NOT_CHECKED'
        and ${visitStands('visit')}
      group by 1`,
    [JSON.stringify(pairs), `${year}-01-01`, `${year}-12-31`],
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** Visits to an entity on some days. */
export interface VisitDay {
  readonly entityRealId: string;
  readonly visitedOn: string;
}

/** The visits to these entities between two days, both within, of whatever department: days alone, no more is told. */
export function listVisitDays(
  reader: Reader,
  entityRealIds: readonly string[],
  fromOn: string,
  toOn: string,
): Promise<VisitDay[]> {
  return reader.beyond('entity', ({ em }) =>
    em.execute<VisitDay[]>(
      `select entity_real_id as "entityRealId", visited_on::text as "visitedOn" from visit
        where visited_on between ?::date and ?::date and ${visitStands('visit')}
          and entity_real_id in (select jsonb_array_elements_text(?::jsonb) collate "C")`,
      [fromOn, toOn, JSON.stringify(entityRealIds)],
    ),
  );
}
