import { registerEnumType } from 'type-graphql';

/** Where an assignment stands. */
export enum AssignmentState {
  ASSIGNED = 'ASSIGNED',
  HELD = 'HELD',
  RECORDED = 'RECORDED',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  CONFIRMED = 'CONFIRMED',
}

registerEnumType(AssignmentState, {
  name: 'AssignmentState',
  description: '检查任务状态。Where an assignment stands.',
  valuesConfig: {
    ASSIGNED: { description: '已派发。Sent to its team.' },
    HELD: { description: '人手不足，待补派。Cannot be staffed yet.' },
    RECORDED: { description: '已记录，待全组签字。Recorded; the team has yet to sign.' },
    SUBMITTED: { description: '全组已签，待审核。Signed by all; waiting for review.' },
    RETURNED: { description: '已退回，待重录。Returned with a reason.' },
    CONFIRMED: { description: '已确认。Final.' },
  },
});

/** The only ways from one state to another. */
export const assignmentTransitions = {
  record: { from: [AssignmentState.ASSIGNED, AssignmentState.RETURNED], to: AssignmentState.RECORDED },
  submit: { from: [AssignmentState.RECORDED], to: AssignmentState.SUBMITTED },
  return: { from: [AssignmentState.SUBMITTED], to: AssignmentState.RETURNED },
  confirm: { from: [AssignmentState.SUBMITTED], to: AssignmentState.CONFIRMED },
} as const;

export type AssignmentTransition = keyof typeof assignmentTransitions;
