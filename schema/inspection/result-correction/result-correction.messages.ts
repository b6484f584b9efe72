import { DrawSeries } from '../../draw/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { tell } from '../hand-out/message.service.js';
import { MessageKind } from '../hand-out/message.states.js';
import type { ResultCorrection } from './result-correction.entity.js';

type CorrectionMessage =
  | MessageKind.CORRECTION_TO_APPROVE
  | MessageKind.CORRECTION_TO_RECORD
  | MessageKind.CORRECTION_TO_SIGN
  | MessageKind.CORRECTION_TO_CONFIRM;

const ofHouse = (role: Role) =>
  `(account.department_id = one.department_id and '${role}' = any(account.roles))`;
const isSigner = 'account.inspector_id::text = any(one.signer_ids)';

/** Whose turn it is. Where an officer has no account, who keeps the papers of the department enters what they sign. */
const whose: Readonly<Record<CorrectionMessage, string>> = {
  CORRECTION_TO_APPROVE: `${ofHouse(Role.APPROVER)} and account.id <> one.requested_by_id`,
  CORRECTION_TO_RECORD: `(${isSigner} or ${ofHouse(Role.PLAN_OWNER)} and exists (
      select 1 from unnest(one.signer_ids) as signer where not exists (
        select 1 from account other where other.active and other.inspector_id::text = signer)))`,
  CORRECTION_TO_SIGN: `${isSigner} and not exists (
      select 1 from result_signature s where s.result_id = one.version_id and s.inspector_id = account.inspector_id)`,
  CORRECTION_TO_CONFIRM: `${ofHouse(Role.REVIEWER)} and (account.inspector_id is null or not ${isSigner})
      and account.id is distinct from (select entered_by_id from inspection_result where id = one.version_id)`,
};

interface Told {
  readonly accountId: string;
  readonly campaignCode: string;
  readonly series: string;
  readonly dueOn: string | null;
}

/** Tells those whose turn it is with a correction: the campaign's number and the last day, and where to look. */
export function tellNext(
  unit: Unit,
  { id, assignment, version }: ResultCorrection,
  kind: CorrectionMessage,
): Promise<void> {
  return unit.beyond('team', async (wide) => {
    const accounts = await wide.em.execute<Told[]>(
      `select account.id as "accountId", campaign.code as "campaignCode", draw.series, d.due_on::text as "dueOn"
         from result_correction one join assignment a on a.id = one.assignment_id
         join draw on draw.id = a.draw_id join campaign on campaign.id = a.campaign_id
         left join deadline d on d.subject_kind = 'result-correction' and d.subject_id = one.id
         join account on account.active and ${whose[kind]}
        where one.id = ?`,
      [id],
    );
    const drafts = accounts.map(({ accountId, campaignCode, dueOn: on }) => ({
      ...{ accountId, kind, key: `${kind} ${id} ${version ?? ''}`, campaignCode, count: 1, on },
      link: `/assignments/${assignment}`,
    }));
    await tell(wide, drafts, accounts[0]?.series === DrawSeries.R);
  });
}
