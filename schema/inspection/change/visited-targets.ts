import type { Target } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import type { Moving } from './postpone.check.js';

/** What caps ask of a target. */
export type VisitedTarget = Pick<Target, 'realId' | 'responsibleId' | 'riskClass' | 'classSystem' | 'tags'>;

/** Several departments of a visit may know its target: the one that was named goes before the others. */
const visitedTargets = `select distinct on (w.id) t.real_id as "realId", t.responsible_id as "responsibleId",
    t.risk_class as "riskClass", t.class_system as "classSystem", to_jsonb(t.tags) as tags
  from jsonb_to_recordset(?::jsonb) as w(id text, department uuid, place int)
  join target t on t.department_id = w.department and t.real_id = w.id
 order by w.id, w.place`;

/** The targets of visits by their real-world ids. */
export async function readVisited(
  { em }: Reader,
  visits: readonly Moving[],
): Promise<Map<string, VisitedTarget>> {
  const wanted = visits.flatMap((visit) =>
    visit.map(({ targetRealId, department }, place) => ({ id: targetRealId, department, place })),
  );
  const rows = await em.execute<VisitedTarget[]>(visitedTargets, [JSON.stringify(wanted)]);
  return new Map(rows.map((row) => [row.realId, row]));
}
