import { DrawSeries } from '../../draw/index.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { tell } from '../hand-out/message.service.js';
import { MessageKind } from '../hand-out/message.states.js';
import type { InspectionResult } from '../result.entity.js';

interface Told {
  readonly accountId: string;
  readonly campaignCode: string;
  readonly series: string;
}

/** Tells accounts of a result from paper: the campaign's number and the day, and where to look. */
async function tellOf(
  unit: Unit,
  kind: MessageKind,
  assignment: Assignment,
  { id, visitedOn: on }: InspectionResult,
  accounts: readonly Told[],
): Promise<void> {
  const drafts = accounts.map(({ accountId, campaignCode }) => ({
    ...{ accountId, kind, key: `${kind} ${id}`, campaignCode, count: 1, on },
    link: `/assignments/${assignment.id}`,
  }));
  await tell(unit, drafts, accounts[0]?.series === DrawSeries.R);
}

/** Every officer whose signature counts is told so, and may say that it is not theirs. */
export async function tellSigners(
  unit: Unit,
  assignment: Assignment,
  result: InspectionResult,
): Promise<void> {
  const accounts = await unit.em.execute<Told[]>(
    `select account.id as "accountId", campaign.code as "campaignCode", draw.series
       from result_signature s join account on account.inspector_id = s.inspector_id and account.active
       join draw on draw.id = ? join campaign on campaign.id = draw.campaign_id
      where s.result_id = ?`,
    [assignment.draw, result.id],
  );
  await tellOf(unit, MessageKind.SIGNED_ON_PAPER, assignment, result, accounts);
}

/** Who entered a sheet is told that one of its signatures is contested. */
export async function tellWhoEntered(
  unit: Unit,
  assignment: Assignment,
  result: InspectionResult,
): Promise<void> {
  const accounts = await unit.em.execute<Told[]>(
    `select account.id as "accountId", campaign.code as "campaignCode", draw.series
       from account join draw on draw.id = ? join campaign on campaign.id = draw.campaign_id
      where account.id = ? and account.active`,
    [assignment.draw, result.enteredById ?? null],
  );
  await tellOf(unit, MessageKind.CONTESTED, assignment, result, accounts);
}
