import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import { countedKinds, DutyKind, dutyClause, inTree } from './duty.kinds.js';
import { FiguresBy } from './figures.states.js';
import { readLedgerTerms } from './ledger-terms.js';
import type { Period } from './period.js';

/** How the duties of a period stand, of one department or campaign. No figure is a number of checks, findings or penalties. */
export interface DutyFigures {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  /** Of a department: whose it stands below today. */
  readonly parentCode: string | null;
  readonly dueCount: number;
  readonly inTimeCount: number;
  readonly doneLateCount: number;
  readonly openCount: number;
  readonly lateCount: number;
  readonly publicationDueCount: number;
  readonly publishedCount: number;
  readonly closedCount: number;
}

/** Whose duties: of one campaign or department, or all. */
export interface FiguresAsked {
  readonly by: FiguresBy;
  readonly campaignId?: string | null;
  readonly departmentId?: string | null;
}

/** Each in the order of its code: never of a figure. Departments with nothing due stand among the others. */
const told: Readonly<Record<FiguresBy, string>> = {
  DEPARTMENT: `select d.id, d.code, d.name as label, above.code as parent from department d
      left join department above on above.id = d.parent_id
     where (?::jsonb is null or d.id in (select value::uuid from jsonb_array_elements_text(?::jsonb)))
       and (d.ended_on is null or d.id in (select department from duty))`,
  CAMPAIGN: `select c.id, c.code, c.title as label, null::text as parent from campaign c
     where c.id in (select campaign from duty) and ?::jsonb is not distinct from ?::jsonb`,
};

const owner: Readonly<Record<FiguresBy, string>> = { DEPARTMENT: 'department', CAMPAIGN: 'campaign' };
const isPublication = `duty.kind = '${DutyKind.PUBLISH}'`;
const published = `${isPublication} and duty.done_on is not null`;
const nothingOpen = 'not exists (select from still where still.assignment = duty.assignment)';

/** Of a department asked for: only it and those below it are told. */
const toldIn: Readonly<Record<FiguresBy, string>> = { DEPARTMENT: ` and ${inTree('d.id')}`, CAMPAIGN: '' };

function statementOf({ by, campaignId, departmentId }: FiguresAsked): string {
  const count = (condition: string) => `count(duty.id) filter (where ${condition})::int`;
  const narrowed = [
    ...(campaignId ? [' and one.campaign = ?::uuid'] : []),
    ...(departmentId ? [` and ${inTree('one.department')}`] : []),
  ].join('');
  return `with term (publication_dues) as (select ?::jsonb), ${dutyClause('every', countedKinds, 'all')},
    ${dutyClause('open', Object.values(DutyKind), 'open')},
    duty as materialized (select * from every one where one.due_on between ?::date and ?::date${narrowed}),
    still as materialized (select distinct assignment from open where assignment in (
      select assignment from duty where ${published})),
    told as (${told[by]}${departmentId ? toldIn[by] : ''})
    select told.id, told.code, told.label, told.parent as "parentCode", count(duty.id)::int as "dueCount",
        ${count('duty.done_on <= duty.due_on')} as "inTimeCount",
        ${count('duty.done_on > duty.due_on')} as "doneLateCount",
        ${count('duty.done_on is null and duty.due_on >= ?::date')} as "openCount",
        ${count('duty.done_on is null and duty.due_on < ?::date')} as "lateCount",
        ${count(isPublication)} as "publicationDueCount", ${count(published)} as "publishedCount",
        ${count(`${published} and ${nothingOpen}`)} as "closedCount"
      from told left join duty on duty.${owner[by]} = told.id
     where told.code collate "C" > ?
     group by told.id, told.code, told.label, told.parent order by told.code collate "C" limit ?`;
}

/** How the duties that fall due in a period stand, by department or campaign, in one statement. */
export async function pageFigures(
  reader: Reader,
  asked: FiguresAsked,
  { fromOn, toOn }: Period,
  page: PageArguments,
): Promise<Page<DutyFigures>> {
  const { today, actor } = reader;
  const { publicationDues: dues } = await readLedgerTerms(reader);
  const narrowed = [asked.campaignId, asked.departmentId].filter(Boolean);
  const scope = actor.scope ? JSON.stringify(actor.scope) : null;
  const seen = asked.by === FiguresBy.DEPARTMENT ? [scope, scope] : [null, null];
  const below = asked.by === FiguresBy.DEPARTMENT && asked.departmentId ? [asked.departmentId] : [];
  const values = [dues, fromOn, toOn, ...narrowed, ...seen, ...below, today, today];
  return pageOf(page, [(row) => row.code], (limit, after) =>
    reader.em.execute<DutyFigures[]>(statementOf(asked), [...values, String(after?.[0] ?? ''), limit]),
  );
}

/** A share in millionths; absent where there is nothing to share. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1_000_000) / whole);
}
