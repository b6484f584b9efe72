import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Where an assignment stands. */
export enum AssignmentState {
  ASSIGNED = 'ASSIGNED',
  HELD = 'HELD',
  CHECKED_IN = 'CHECKED_IN',
  RECORDED = 'RECORDED',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  CONFIRMED = 'CONFIRMED',
  TERMINATED = 'TERMINATED',
  SUBSTITUTED = 'SUBSTITUTED',
}

registerEnumType(AssignmentState, {
  name: 'AssignmentState',
  description: '检查任务状态。Where an assignment stands.',
  valuesConfig: {
    ASSIGNED: { description: '已派发。Sent to its team.' },
    HELD: { description: '人手不足，待补派。Cannot be staffed yet.' },
    CHECKED_IN: {
      description: '已到场或已开始检查，待记录结果。The visit has begun; its result is not recorded yet.',
    },
    RECORDED: { description: '已记录，待全组签字。Recorded; the team has yet to sign.' },
    SUBMITTED: { description: '全组已签，待审核。Signed by all; waiting for review.' },
    RETURNED: { description: '已退回，待重录。Returned with a reason.' },
    CONFIRMED: { description: '已确认。Final.' },
    TERMINATED: { description: '任务已终止，不再检查。Its campaign was terminated; nobody goes.' },
    SUBSTITUTED: { description: '对象已替换，本任务终止。Another target has taken its place.' },
  },
});

/** The only ways from one state to another. */
export const assignmentTransitions = {
  checkIn: { from: [AssignmentState.ASSIGNED], to: AssignmentState.CHECKED_IN },
  record: {
    from: [AssignmentState.ASSIGNED, AssignmentState.CHECKED_IN, AssignmentState.RETURNED],
    to: AssignmentState.RECORDED,
  },
  submit: { from: [AssignmentState.RECORDED], to: AssignmentState.SUBMITTED },
  return: { from: [AssignmentState.SUBMITTED], to: AssignmentState.RETURNED },
  /** An officer named by a sheet of paper says before the review that the signature is not theirs. */
  contest: { from: [AssignmentState.SUBMITTED], to: AssignmentState.RETURNED },
  confirm: { from: [AssignmentState.SUBMITTED], to: AssignmentState.CONFIRMED },
  /** What has been visited is finished: only what nobody has gone to ends with its campaign. */
  terminate: { from: [AssignmentState.ASSIGNED, AssignmentState.HELD], to: AssignmentState.TERMINATED },
  staff: { from: [AssignmentState.HELD], to: AssignmentState.ASSIGNED },
  /** After the check-in only where the visit ended in an exit that allows it (`visit_exit_rule`). */
  substitute: {
    from: [AssignmentState.ASSIGNED, AssignmentState.HELD, AssignmentState.CHECKED_IN],
    to: AssignmentState.SUBSTITUTED,
  },
} as const;

/** Nothing is left to do. */
export const closedStates: readonly AssignmentState[] = [
  AssignmentState.CONFIRMED,
  AssignmentState.TERMINATED,
  AssignmentState.SUBSTITUTED,
];

export type AssignmentTransition = keyof typeof assignmentTransitions;

/** Nothing is recorded of the visit: to know its target is to know where the team goes. */
export const beforeRecordStates: readonly AssignmentState[] = [
  AssignmentState.ASSIGNED,
  AssignmentState.HELD,
  AssignmentState.CHECKED_IN,
];

/** A visit that is still to be made, recorded or signed. */
export const openVisitStates: readonly AssignmentState[] = [
  AssignmentState.ASSIGNED,
  AssignmentState.CHECKED_IN,
  AssignmentState.RECORDED,
  AssignmentState.RETURNED,
];

export const assignmentLifecycle = lifecycle({
  name: 'AssignmentState',
  title: '检查任务 / assignment',
  states: AssignmentState,
  begins: [AssignmentState.ASSIGNED, AssignmentState.HELD],
  transitions: assignmentTransitions,
  words: {
    ...{ checkIn: '到场签到', record: '记录结果', submit: '全组签字', return: '退回', confirm: '确认' },
    contest: '否认纸上签字',
    ...{ terminate: '任务终止', staff: '补派人员', substitute: '更换对象' },
  },
});
