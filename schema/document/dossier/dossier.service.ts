import { registerEnumType } from 'type-graphql';
import type { EvidenceKind } from '../../inspection/index.js';
import { beforeShowing, ReadingWay } from '../../personal/index.js';
import { findNaturalPersons, visitStands } from '../../registry/index.js';
import type { Context } from '../../shared/context.js';
import { idKey, type PageArguments, pageOf } from '../../shared/page.js';

/** What a file of an entity holds. */
export enum DossierEntryKind {
  DOCUMENT = 'DOCUMENT',
  RESULT = 'RESULT',
  VISIT = 'VISIT',
}

registerEnumType(DossierEntryKind, {
  name: 'DossierEntryKind',
  description: '档案条目的种类。What stands in the file of an entity.',
  valuesConfig: {
    DOCUMENT: { description: '文书。A paper.' },
    RESULT: { description: '检查结果的一个版本。One version of a result.' },
    VISIT: { description: '检查登记。An entry of the visit register.' },
  },
});

/** One entry of an entity's file. */
export interface DossierEntry {
  readonly id: string;
  readonly kind: DossierEntryKind;
  readonly at: Date;
  /** Of a paper its name, of a result its code, of a visit its finding. */
  readonly title: string;
  readonly number: string | null;
  readonly state: string | null;
  readonly campaignId: string;
  readonly assignmentId: string;
  /** Of a result what it rests on: nothing of the rest. */
  readonly evidence: readonly DossierEvidence[];
}

/** What a result rests on: a piece of evidence, or the signed sheet that it was entered from. */
export interface DossierEvidence {
  /** Absent of a sheet. */
  readonly evidenceId: string | null;
  readonly kind: EvidenceKind | null;
  /** Absent of a piece of evidence. */
  readonly paperId: string | null;
  /** Of the file as it was taken, lower-case hex. */
  readonly sha256: string;
  /** The last day on which it is kept; absent while its matter is open. */
  readonly keepToOn: string | null;
}

/** What a version of a result rests on, as a list in JSON. */
const restsOn = `(select coalesce(json_agg(piece order by piece."evidenceId", piece."paperId"), '[]') from (
    select e.id as "evidenceId", pin.kind, null::uuid as "paperId", pin.sha256, p.keep_to_on as "keepToOn"
      from result_evidence pin join evidence e on e.id = pin.evidence_id left join personal_record p on p.id = e.personal_id
      where pin.result_id = r.id
    union all
    select distinct null::uuid, null, s.paper_id, s.scan_hash, null::date from result_signature s
      where s.result_id = r.id and s.paper_id is not null) as piece)`;

/**
 * Papers, results and visits of an entity and of what stands below it. A visit that is to come is told only once its
 * target may be known, and of a confidential draw only once it has been made. Ids carry their time: the newest come first.
 */
const entries = `
  with whole as (select real_id from target where real_id = ?::text or responsible_id = ?::text
      or (real_id > ?::text || '/' and real_id < ?::text || '0')
    union select ?::text),
  visits as (select a.id, a.campaign_id from assignment a join draw w on w.id = a.draw_id
    where a.target_real_id in (select real_id from whole) and a.visible_at <= ?::timestamptz
      and (w.mode = 'OPEN' or a.state not in ('ASSIGNED', 'HELD', 'CHECKED_IN')))
  select * from (
    select d.id, 'DOCUMENT' as kind, d.created_at as at, d.name as title, d.number, d.state, d.campaign_id as "campaignId",
        d.assignment_id as "assignmentId", '[]'::json as evidence
      from document d join visits on visits.id = d.assignment_id
    union all
    select r.id, 'RESULT', r.recorded_at, r.result_code, null,
        case when r.corrected_at is not null then 'CORRECTED' when r.is_confirmed then 'CONFIRMED' when r.returned_for is not null then 'RETURNED' else 'RECORDED' end,
        visits.campaign_id, r.assignment_id, ${restsOn}
      from inspection_result r join visits on visits.id = r.assignment_id
    union all
    select v.id, 'VISIT', v.created_at, v.finding, null, null, v.campaign_id, v.assignment_id, '[]'::json
      from visit v where (v.entity_real_id = ?::text or v.target_real_id = ?::text) and ${visitStands('v')}
  ) as all_entries
  where ?::uuid is null or id < ?::uuid
  order by id desc limit ?`;

/** The file of an entity (一户一档), the newest first. That a natural person's file is shown is written down. */
export async function showDossier(context: Context, realId: string, page: PageArguments) {
  const persons = await findNaturalPersons(context, [realId]);
  if (persons.has(realId)) {
    const subject = { kind: 'person', id: realId };
    await beforeShowing(context, { way: ReadingWay.NATURAL_PERSON, subject });
  }
  return pageOf(page, [idKey], async (limit, after) => {
    const from = after ? String(after[0]) : null;
    const rows = await context.em.execute<DossierEntry[]>(entries, [
      ...[realId, realId, realId, realId, realId, context.now.toISOString(), realId, realId],
      ...[from, from, limit],
    ]);
    return rows.map((row) => ({ ...row, at: new Date(row.at) }));
  });
}
