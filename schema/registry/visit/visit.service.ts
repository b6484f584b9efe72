import type { Reader, Unit } from '../../shared/unit.js';
import { entityOf, Target } from '../target/target.entity.js';
import { Visit } from './visit.entity.js';

/** A visit to enter in the register. */
export type VisitDraft = Readonly<Omit<Visit, 'id' | 'createdAt' | 'entityRealId' | 'resultSystem'>> & {
  readonly resultSystem?: string | null;
};

/** Appends a visit; an assignment has one, and a second is a bug of the caller. */
export async function appendVisit(unit: Unit, draft: VisitDraft): Promise<Visit> {
  const entityRealId = await findEntity(unit, draft);
  const visit: Visit = {
    resultSystem: null,
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
