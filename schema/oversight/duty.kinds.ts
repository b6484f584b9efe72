import { registerEnumType } from 'type-graphql';
import {
  alarmDuties,
  answerDuties,
  correctDuties,
  dispatchDuties,
  notifyDuties,
  rectifyDuties,
  reviewDuties,
  secondReviewDuties,
  signDuties,
  staffDuties,
  tellDuties,
  visitDuties,
} from '../inspection/index.js';
import { publishDuties } from '../publication/index.js';
import type { DutyRows } from '../shared/duty-rows.js';

/** What has to be done, in the order in which a matter goes. */
export enum DutyKind {
  DISPATCH = 'DISPATCH',
  STAFF = 'STAFF',
  TELL = 'TELL',
  NOTIFY = 'NOTIFY',
  VISIT = 'VISIT',
  SIGN = 'SIGN',
  REVIEW = 'REVIEW',
  PUBLISH = 'PUBLISH',
  CORRECT = 'CORRECT',
  RECTIFY = 'RECTIFY',
  ANSWER = 'ANSWER',
  SECOND_REVIEW = 'SECOND_REVIEW',
  SETTLE_ALARM = 'SETTLE_ALARM',
}

registerEnumType(DutyKind, {
  name: 'DutyKind',
  description: '台账事项种类。What has to be done.',
  valuesConfig: {
    DISPATCH: { description: '派发：检查期限起日前。To dispatch what was drawn, until its window begins.' },
    STAFF: { description: '补派人员。To staff what could not be staffed.' },
    TELL: { description: '当面告知没有账户的组员。To tell an officer who could not be told.' },
    NOTIFY: { description: '登记告知当事人。To note that the party was notified.' },
    VISIT: { description: '检查。To visit.' },
    SIGN: { description: '全组签字、重录。To sign by all, or to record again what was returned.' },
    REVIEW: { description: '审核：公示期限前。To review, in time for the publication.' },
    PUBLISH: { description: '审查并公示。To release and publish.' },
    CORRECT: { description: '办结结果更正。To see the correction of a result through.' },
    RECTIFY: { description: '整改复核销账。To see a rectification through.' },
    ANSWER: { description: '答复移送、抄告。To answer a transfer or copy.' },
    SECOND_REVIEW: { description: '复查。To look at a visit again.' },
    SETTLE_ALARM: { description: '预警核查销账。To settle an alarm.' },
  },
});

/** Each kind as its own room states it. */
export const dutyRows: Readonly<Record<DutyKind, DutyRows>> = {
  DISPATCH: dispatchDuties,
  STAFF: staffDuties,
  TELL: tellDuties,
  NOTIFY: notifyDuties,
  VISIT: visitDuties,
  SIGN: signDuties,
  REVIEW: reviewDuties,
  PUBLISH: publishDuties,
  CORRECT: correctDuties,
  RECTIFY: rectifyDuties,
  ANSWER: answerDuties,
  SECOND_REVIEW: secondReviewDuties,
  SETTLE_ALARM: alarmDuties,
};

const everyKind = Object.values(DutyKind);

/** Kinds that a period counts: what was done of them says on which day. */
export const countedKinds = everyKind.filter((kind) => !dutyRows[kind].isTraceless);

const teamKinds = everyKind.filter((kind) => dutyRows[kind].isTeams);

/** A condition on `duty`: it is of this officer, alone or with the rest of the team. */
export const isOfficers = `(duty.officer = ?::uuid or (duty.kind in (${teamKinds.map((kind) => `'${kind}'`).join(', ')})
  and exists (select from assignment_officer o where o.assignment_id = duty.assignment and o.inspector_id = ?::uuid)))`;

/** A condition on a column of departments: the department asked for, or one below it today. */
export const inTree = (column: string) => `${column} in (with recursive tree (id) as (
  select ?::uuid union select d.id from department d join tree on d.parent_id = tree.id) select id from tree)`;

/** Duties of these kinds as a clause of a `with` that names `term` before; of all of them or the open ones. */
export function dutyClause(name: string, kinds: readonly DutyKind[], which: 'all' | 'open'): string {
  const selects = kinds.map((kind) => {
    const { rows, open } = dutyRows[kind];
    return `select '${kind}', one.* from (${rows} ${which === 'open' ? open : ''}) one`;
  });
  return `${name} (kind, id, department, campaign, assignment, officer, since_on, due_on, done_on, is_provisional) as (
    ${selects.join(' union all ')})`;
}
