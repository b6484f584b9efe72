import {
  Assignment,
  AssignmentOfficer,
  CheckMethod,
  Disposition,
  orderRectification,
  recordResult,
  signResult,
} from '../../schema/inspection/index.js';
import { confirmResult } from '../../schema/inspection/review.service.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import type { RealOutcome } from './chicago-files.js';
import type { ChicagoStage } from './chicago-stage.js';

/** How a real outcome is recorded; a licence that nobody inspected is one where no business was found. */
export function recordedAs(outcome: RealOutcome | undefined) {
  switch (outcome) {
    case 'Pass':
      return { resultCode: '01', text: '未发现问题', disposition: Disposition.NONE };
    case 'Pass w/ Conditions':
      return { resultCode: '06', text: '发现问题已责令改正', disposition: Disposition.RECTIFICATION_ORDERED };
    case 'Fail':
      return { resultCode: '09', text: '发现问题待后续处理', disposition: Disposition.OTHER };
    case undefined:
      return {
        resultCode: '08',
        text: '未发现开展本次抽查涉及的经营活动',
        disposition: Disposition.STOPPED_TO_DAILY_SUPERVISION,
      };
  }
}

function went<T>(value: T): Exclude<T, { messageEn: string }> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn}`);
  return value as Exclude<T, { messageEn: string }>;
}

/**
 * Records, signs and confirms every assignment through the services, each step on behalf of the officer or reviewer
 * who takes it: sixty sign-ins would cost more than all the rest.
 * @returns day on which the results must be public, of each
 */
export async function visitAll(
  { server, departmentId }: ChicagoStage,
  outcomes: ReadonlyMap<string, RealOutcome>,
): Promise<{ visited: number; dueOn: Set<string> }> {
  const reader = server.readAs();
  const assignments = await reader.em.find(Assignment, {}, { orderBy: { drawOrder: 'asc' } });
  const teams = Map.groupBy(
    await reader.em.find(AssignmentOfficer, {}, { orderBy: { place: 'asc' } }),
    (member) => member.assignment,
  );
  const account = (more: Partial<Actor>): Partial<Actor> => ({
    kind: 'account',
    departmentId,
    scope: [departmentId],
    ...more,
  });
  const officer = ({ inspectorId, realId }: AssignmentOfficer) =>
    server.stepAs(
      account({ roles: [Role.INSPECTOR], inspectorId, accountId: inspectorId, username: realId }),
    );
  const reviewer = server.stepAs(
    account({ roles: [Role.REVIEWER], accountId: departmentId, username: 'reviewer' }),
  );
  const dueOn = new Set<string>();
  for (const { id, targetRealId } of assignments) {
    const [first, second, ...others] = teams.get(id) ?? [];
    if (!first || !second || others.length > 0) throw new Error(`${targetRealId}: not two officers`);
    const { resultCode, disposition } = recordedAs(outcomes.get(targetRealId.replace('licence:', '')));
    const visit = { assignmentId: id, visitedOn: reader.today, resultCode, disposition, findings: '' };
    const recorded = await officer(first)((unit) =>
      recordResult(unit, { ...visit, method: CheckMethod.ON_SITE }),
    );
    const { result } = went(recorded);
    if (disposition === Disposition.RECTIFICATION_ORDERED) {
      const order = { assignmentId: id, demand: '按监督意见改正', dayCount: 14 };
      went(await officer(first)((unit) => orderRectification(unit, order)));
    }
    went(await officer(second)((unit) => signResult(unit, result.id)));
    const confirmed = went(await reviewer((unit) => confirmResult(unit, result.id)));
    dueOn.add(confirmed.deadline.dueOn);
  }
  return { visited: assignments.length, dueOn };
}
