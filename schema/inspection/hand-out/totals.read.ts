import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { DutyGroup, OpenDutyKind } from './hand-out.states.js';
import { allDuties } from './ledger.read.js';

/** How many open duties of a kind somebody has. */
export interface DutyCount {
  readonly kind: OpenDutyKind;
  readonly count: number;
}

/** The open duties of a department, a campaign or an officer. They are never ordered by their numbers. */
export interface DutyTotal {
  readonly id: string;
  /** Its name, or the campaign's number; absent of an officer whom the reader does not see. */
  readonly label: string | null;
  readonly counts: readonly DutyCount[];
  readonly lateCount: number;
}

const { NOT_NOTIFIED, NOT_VISITED } = OpenDutyKind;

/** Whose a duty is. A visit is its whole team's. */
const owned: Readonly<Record<DutyGroup, string>> = {
  DEPARTMENT: 'select department, kind, count, due from duty',
  CAMPAIGN: 'select campaign, kind, count, due from duty',
  OFFICER: `select coalesce(m.inspector_id, duty.inspector), kind, count, due from duty
    left join assignment_officer m on m.assignment_id = duty.assignment and duty.kind in ('${NOT_NOTIFIED}', '${NOT_VISITED}')
    where m.inspector_id is not null or duty.inspector is not null`,
};

/** Who is told: every department in the reader's scope, also with nothing open; campaigns and officers that have something. */
const told: Readonly<Record<DutyGroup, string>> = {
  DEPARTMENT: `select id, name as label from department where (ended_on is null or id in (select id from owned))
    and (?::jsonb is null or id in (select value::uuid from jsonb_array_elements_text(?::jsonb)))`,
  CAMPAIGN: 'select distinct c.id, c.code as label from owned join campaign c on c.id = owned.id',
  OFFICER: `select distinct owned.id, inspector.name as label from owned left join inspector on inspector.id = owned.id`,
};

/** The totals of open duties in the reader's departments by department, campaign or officer, in one statement. */
export function pageDutyTotals(reader: Reader, by: DutyGroup, page: PageArguments): Promise<Page<DutyTotal>> {
  const kinds = Object.values(OpenDutyKind);
  const counts = kinds.map((kind) => {
    const count = `coalesce(sum(owned.count) filter (where owned.kind = '${kind}'), 0)::int`;
    return `jsonb_build_object('kind', '${kind}', 'count', ${count})`;
  });
  const totals = `with ${allDuties}, owned (id, kind, count, due) as (${owned[by]}),
      told as (${told[by]})
    select told.id, told.label, jsonb_build_array(${counts.join(', ')}) as counts,
        coalesce(sum(owned.count) filter (where owned.due < ?::date), 0)::int as "lateCount"
      from told left join owned on owned.id = told.id
     where ?::uuid is null or told.id > ?::uuid
     group by told.id, told.label order by told.id limit ?`;
  const { scope } = reader.actor;
  const seen = scope ? JSON.stringify(scope) : null;
  const asked = by === DutyGroup.DEPARTMENT ? [seen, seen] : [];
  return pageOf(page, [idKey], (limit, after) => {
    const from = after ? String(after[0]) : null;
    return reader.em.execute<DutyTotal[]>(totals, [...asked, reader.today, from, from, limit]);
  });
}
