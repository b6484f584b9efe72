import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { AssignmentState } from '../assignment.states.js';
import { MergedVisit } from './merged-visit.entity.js';

/** One campaign's visit that could be merged with others. */
export interface ProposedPart {
  readonly assignmentId: string;
  readonly campaignId: string;
  readonly windowFromOn: string;
  readonly windowToOn: string;
}

/** Visits of several drawn campaigns to one target that have a day in common. */
export interface MergeProposal {
  /** The assignment whose window ends first; it names the proposal. */
  readonly id: string;
  /** The days that all of them have in common. */
  readonly fromOn: string;
  readonly toOn: string;
  /** Only once every team sees its target: a proposal tells nobody before. */
  readonly targetName: string | null;
  readonly parts: readonly ProposedPart[];
}

/**
 * For each target the greatest set of waiting visits, of different draws, that share a day: the set whose windows all hold
 * on the last day of one of them. Of a joint visit the lead's part stands for it.
 */
const proposals = (scoped: boolean) => `with waiting as (
    select assignment.id, assignment.target_real_id, assignment.target_name, assignment.draw_id, assignment.campaign_id,
           assignment.visible_at, greatest(assignment.window_from_on, ?::date) as from_on, assignment.window_to_on as to_on,
           assignment.window_from_on
      from assignment join campaign on campaign.id = assignment.campaign_id
     where assignment.state = ? and assignment.part = 0 and assignment.merged_visit_id is null
       and assignment.window_to_on >= ?::date
       ${scoped ? 'and campaign.department_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))' : ''}),
  grouped as (
    select first.target_real_id, first.id, first.to_on, max(other.from_on) as from_on,
           count(distinct other.draw_id) as draws, max(other.visible_at) as visible_at, min(other.target_name) as name,
           jsonb_agg(jsonb_build_object('assignmentId', other.id, 'campaignId', other.campaign_id,
             'windowFromOn', other.window_from_on, 'windowToOn', other.to_on) order by other.to_on, other.id) as parts
      from waiting first join waiting other
        on other.target_real_id = first.target_real_id and other.from_on <= first.to_on and other.to_on >= first.to_on
     group by 1, 2, 3 having count(distinct other.draw_id) > 1),
  best as (
    select distinct on (target_real_id) * from grouped order by target_real_id, draws desc, to_on, id)
  select id, from_on::text as "fromOn", to_on::text as "toOn", parts,
         case when visible_at <= ?::timestamptz then name end as "targetName"
    from best where (?::uuid is null or id > ?::uuid) order by id limit ?`;

/** What could be merged of the campaigns that the reader's departments lead. */
export function pageMergeProposals(reader: Reader, page: PageArguments): Promise<Page<MergeProposal>> {
  const { em, actor, today, now } = reader;
  return pageOf<MergeProposal>(page, [idKey], (limit, after) => {
    const from = after ? String(after[0]) : null;
    const scope = actor.scope ? [JSON.stringify(actor.scope)] : [];
    const values = [today, AssignmentState.ASSIGNED, today, ...scope, now.toISOString(), from, from, limit];
    return em.execute<MergeProposal[]>(proposals(Boolean(actor.scope)), values);
  });
}

/** The merged visits of assignments that were rightly seen, by their own ids. */
export function readMergedVisits(reader: Reader, ids: readonly string[]): Promise<Map<string, MergedVisit>> {
  return reader.beyond('merging', async ({ em }) => {
    const found = await em.find(MergedVisit, { id: { $in: [...ids] } }, { disableIdentityMap: true });
    return new Map(found.map((one) => [one.id, one]));
  });
}
