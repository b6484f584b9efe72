import type { Reader, Unit } from '../../shared/unit.js';
import { entityOf, Target } from '../target/target.entity.js';
import { Visit } from './visit.entity.js';

/** A visit to enter in the register. */
export type VisitDraft = Readonly<
  Omit<Visit, 'id' | 'createdAt' | 'entityRealId' | 'resultSystem' | 'isCounted' | 'occasionId'>
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
    ...draft,
    id: unit.newId(),
    entityRealId,
    createdAt: unit.now,
  };
  await unit.em.insert(Visit, visit);
  return visit;
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
         where visited_on between ? and ? and officer in (select jsonb_array_elements_text(?::jsonb)) group by 1`,
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
        where visited_on between ?::date and ?::date
          and entity_real_id in (select jsonb_array_elements_text(?::jsonb) collate "C")`,
      [fromOn, toOn, JSON.stringify(entityRealIds)],
    ),
  );
}
