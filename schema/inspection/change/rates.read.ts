import { addDays } from '../../../scheduler/calendar/index.js';
import { type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { RateFigures } from './alarm.entity.js';
import { raiseAlarm } from './alarm.service.js';
import { alarmOf, ChangeMeasure, RateGroup } from './alarm.states.js';
import { getChangeRules } from './change.rules.js';
import { levelFor, tailPpm } from './rate-test.js';

/** One group with its figures; `key` is a pair of real-world ids, or a division. */
export interface GroupRate extends RateFigures {
  readonly key: string;
  /** More than chance explains, and more than a few. */
  readonly isBeyond: boolean;
}

/** Rehearsals are not counted, and neither is what ended outside the period. */
const assignments = `assigned as (
  select a.id, a.draw_id, a.department_id, a.state, a.target_real_id
    from assignment a join draw on draw.id = a.draw_id and draw.series = 'M'
   where a.department_id = ?::uuid and a.created_at >= ?::date)`;

/** The cases, and among which assignments they are looked for. */
const trials: Readonly<Record<ChangeMeasure, string>> = {
  REPLACED: `select id, exists (
      select from team_change c where c.assignment_id = assigned.id and c.change_id is not null
         and c.reason <> 'not-available') as is_case
    from assigned`,
  CLOSED: `select id, exists (
      select from change_request r where r.assignment_id = assigned.id and r.kind = 'TARGET'
         and r.reason in ('CLOSED', 'MOVED') and r.state in ('APPROVED', 'GRANTED', 'CONFIRMED', 'DISOWNED')) as is_case
    from assigned where state in ('CONFIRMED', 'SUBSTITUTED')`,
  UNREACHABLE: `select id, exists (
      select from inspection_result r join change_code code
          on code.kind = 'UNREACHABLE' and code.system = r.result_system and code.code = r.result_code
       where r.assignment_id = assigned.id and r.is_confirmed and r.corrected_at is null) as is_case
    from assigned where state = 'CONFIRMED'`,
};

/** Pairs as they were drawn where it is asked who is replaced; as they were at the end where it is asked who reports. */
const drawnPairs = `select assigned.id, one.id || ' ' || other.id as key
    from assigned join drawn_unit d on d.draw_id = assigned.draw_id and d.real_id = assigned.target_real_id
    cross join lateral unnest(d.officers) as one(id) cross join lateral unnest(d.officers) as other(id)
   where one.id collate "C" < other.id collate "C"
     and not exists (select from inspector i where i.real_id in (one.id, other.id) and i.is_expert)`;

const servingPairs = `select one.assignment_id as id, one.real_id || ' ' || other.real_id as key
    from assigned join assignment_officer one on one.assignment_id = assigned.id and not one.is_expert
    join assignment_officer other on other.assignment_id = one.assignment_id and not other.is_expert
   where one.real_id collate "C" < other.real_id collate "C"`;

const areas = `select assigned.id, target.division_code as key
    from assigned join target on target.real_id = assigned.target_real_id
     and target.department_id = assigned.department_id`;

function groupsOf(measure: ChangeMeasure, group: RateGroup): string {
  if (group === RateGroup.AREA) return areas;
  return measure === ChangeMeasure.REPLACED ? drawnPairs : servingPairs;
}

/** Every group of a department within the period of the rule, the least likely first. */
export async function readRates(
  reader: Reader,
  departmentId: string,
  { measure, group }: { readonly measure: ChangeMeasure; readonly group: RateGroup },
): Promise<GroupRate[]> {
  const rules = await getChangeRules(reader, ['alarm-period', 'alarm-level', 'alarm-minimum']);
  const fromOn = addDays(reader.today, -rules['alarm-period'].value);
  const rows = await reader.em.execute<
    { key: string; trials: number; cases: number; all: number; allCases: number }[]
  >(
    `with ${assignments}, trial as (${trials[measure]}), grouped as (${groupsOf(measure, group)})
     select key, count(*)::int as trials, count(*) filter (where is_case)::int as cases,
            (select count(*)::int from trial) as "all",
            (select count(*)::int from trial where is_case) as "allCases"
       from grouped join trial using (id) group by key order by key`,
    [departmentId, fromOn],
  );
  const levelPpm = levelFor(rules['alarm-level'].value, rows.length);
  const rates = rows.map((row) => {
    const counts = {
      observedCount: row.cases,
      trialCount: row.trials,
      restObservedCount: row.allCases - row.cases,
      restTrialCount: row.all - row.trials,
    };
    const tail = tailPpm(counts);
    const isBeyond = tail <= levelPpm && row.cases >= rules['alarm-minimum'].value;
    return { key: row.key, ...counts, tailPpm: tail, levelPpm, isBeyond };
  });
  return rates.sort((a, b) => a.tailPpm - b.tailPpm || (a.key < b.key ? -1 : 1));
}

/** The same, page by page. */
export function pageRates(
  reader: Reader,
  asked: { readonly measure: ChangeMeasure; readonly group: RateGroup; readonly departmentId?: string },
  page: PageArguments,
) {
  const key = [(row: GroupRate) => row.tailPpm, (row: GroupRate) => row.key];
  return pageOf(page, key, async (limit, after) => {
    const { departmentId = reader.actor.departmentId } = asked;
    const rates = departmentId ? await readRates(reader, departmentId, asked) : [];
    const from = after ? rates.findIndex((row) => row.tailPpm === after[0] && row.key === after[1]) + 1 : 0;
    return rates.slice(from, from + limit);
  });
}

/** Raises an alarm for every group that is beyond expectation, department by department. */
export async function raiseRateAlarms(unit: Unit): Promise<void> {
  const departments = await unit.em.execute<{ id: string }[]>(
    'select distinct department_id as id from assignment order by 1',
  );
  for (const { id } of departments) {
    for (const measure of Object.values(ChangeMeasure)) {
      for (const group of Object.values(RateGroup)) await raiseFor(unit, id, measure, group);
    }
  }
}

async function raiseFor(unit: Unit, department: string, measure: ChangeMeasure, group: RateGroup) {
  const kind = alarmOf[measure][group];
  if (!kind) return;
  for (const { key, isBeyond, ...figures } of await readRates(unit, department, { measure, group })) {
    if (isBeyond) await raiseAlarm(unit, { department, kind, subjectKey: key, figures });
  }
}
