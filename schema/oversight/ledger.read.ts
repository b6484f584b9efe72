import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import { DutyKind, dutyClause, inTree, isOfficers } from './duty.kinds.js';
import { colourConditions, colourOf, type DutyColour } from './duty-colour.js';
import { readLedgerTerms } from './ledger-terms.js';

/** A duty that is open. It names no target. */
export interface LedgerEntry {
  readonly id: string;
  readonly kind: DutyKind;
  readonly departmentId: string;
  readonly campaignId: string | null;
  readonly campaignCode: string | null;
  readonly assignmentId: string | null;
  readonly inspectorId: string | null;
  readonly sinceOn: string | null;
  readonly dueOn: string;
  readonly isProvisional: boolean;
  readonly colour: DutyColour;
}

/** Which duties; all where nothing is named. */
export interface LedgerAsked {
  readonly kind?: DutyKind | null;
  readonly departmentId?: string | null;
  readonly campaignId?: string | null;
  readonly inspectorId?: string | null;
  readonly colour?: DutyColour | null;
}

type Row = Omit<LedgerEntry, 'colour'>;

const dueKey: KeyPart<Row> = Object.assign((row: Row) => row.dueOn, { form: /^\d{4}-\d{2}-\d{2}$/ });
const kindKey: KeyPart<Row> = Object.assign((row: Row) => row.kind, { form: /^[A-Z_]{1,20}$/ });
const beginning = ['0001-01-01', '', '00000000-0000-0000-0000-000000000000'];

function conditionsOf(asked: LedgerAsked, today: string, untilOn: string) {
  const { departmentId, campaignId, inspectorId, colour } = asked;
  const all: [string, unknown[]][] = [];
  if (departmentId) all.push([inTree('duty.department'), [departmentId]]);
  if (campaignId) all.push(['duty.campaign = ?::uuid', [campaignId]]);
  if (inspectorId) all.push([isOfficers, [inspectorId, inspectorId]]);
  if (colour) all.push([colourConditions[colour], [today, untilOn]]);
  return { where: all.map(([sql]) => ` and ${sql}`).join(''), values: all.flatMap(([, values]) => values) };
}

/** Every open duty of the reader's departments, the first due first, in one statement. */
export async function pageLedger(
  reader: Reader,
  asked: LedgerAsked,
  page: PageArguments,
): Promise<Page<LedgerEntry>> {
  const { warning, publicationDues: dues } = await readLedgerTerms(reader);
  const { where, values } = conditionsOf(asked, reader.today, warning.untilOn);
  const kinds = asked.kind ? [asked.kind] : Object.values(DutyKind);
  const ledger = `with term (publication_dues) as (select ?::jsonb), ${dutyClause('duty', kinds, 'open')}
    select duty.id, duty.kind, duty.department as "departmentId", duty.campaign as "campaignId",
        campaign.code as "campaignCode", duty.assignment as "assignmentId", duty.officer as "inspectorId",
        duty.since_on::text as "sinceOn", duty.due_on::text as "dueOn", duty.is_provisional as "isProvisional"
      from duty left join campaign on campaign.id = duty.campaign
     where (duty.due_on, duty.kind collate "C", duty.id) > (?::date, ?, ?::uuid)${where}
     order by duty.due_on, duty.kind collate "C", duty.id limit ?`;
  return pageOf(page, [dueKey, kindKey, idKey], async (limit, after = beginning) => {
    const rows = await reader.em.execute<Row[]>(ledger, [dues, ...after, ...values, limit]);
    return rows.map((row) => ({ ...row, colour: colourOf(row.dueOn, reader.today, warning) }));
  });
}
