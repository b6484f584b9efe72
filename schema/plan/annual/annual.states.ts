import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** Where an annual plan stands. */
export enum PlanState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  FILED = 'FILED',
  PUBLISHED = 'PUBLISHED',
  AMENDED = 'AMENDED',
  CLOSED = 'CLOSED',
}

registerEnumType(PlanState, {
  name: 'PlanState',
  description: '年度计划状态。Where an annual plan stands.',
  valuesConfig: {
    DRAFT: { description: '草拟。Being drafted.' },
    SUBMITTED: { description: '已提交，待批准；内容不可改。Waiting for approval; its content stands still.' },
    APPROVED: { description: '已批准，本版定稿。Approved: this version is fixed.' },
    FILED: { description: '已备案。Filed with the authority above.' },
    PUBLISHED: { description: '已公布。Published.' },
    AMENDED: {
      description: '调整中，现行版本不变。Its next version is being drafted; the one in force stands.',
    },
    CLOSED: { description: '已结束。Closed: nothing more begins under it.' },
  },
});

/** The only ways from one state to another. */
export const planTransitions = {
  submit: { from: [PlanState.DRAFT, PlanState.AMENDED], to: PlanState.SUBMITTED },
  return: { from: [PlanState.SUBMITTED], to: PlanState.DRAFT },
  returnAmendment: { from: [PlanState.SUBMITTED], to: PlanState.AMENDED },
  approve: { from: [PlanState.SUBMITTED], to: PlanState.APPROVED },
  file: { from: [PlanState.APPROVED], to: PlanState.FILED },
  publish: { from: [PlanState.FILED], to: PlanState.PUBLISHED },
  amend: { from: [PlanState.PUBLISHED], to: PlanState.AMENDED },
  dropAmendment: { from: [PlanState.AMENDED], to: PlanState.PUBLISHED },
  close: { from: [PlanState.PUBLISHED], to: PlanState.CLOSED },
} as const;

export type PlanTransition = keyof typeof planTransitions;

/** States in which batches may be written. */
export const editableStates: readonly PlanState[] = planTransitions.submit.from;

/** What was done with a plan, step by step; a return is one deed, whichever version it sends back. */
export enum PlanDeed {
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  APPROVED = 'APPROVED',
  FILED = 'FILED',
  PUBLISHED = 'PUBLISHED',
  AMENDED = 'AMENDED',
  AMENDMENT_DROPPED = 'AMENDMENT_DROPPED',
  CLOSED = 'CLOSED',
}

registerEnumType(PlanDeed, {
  name: 'PlanDeed',
  description: '计划的办理环节。What was done with a plan.',
  valuesConfig: {
    SUBMITTED: { description: '提交。Submitted.' },
    RETURNED: { description: '退回。Returned with a reason.' },
    APPROVED: { description: '批准。Approved.' },
    FILED: { description: '备案。Filed.' },
    PUBLISHED: { description: '公布。Published.' },
    AMENDED: { description: '启动调整。An amendment was begun.' },
    AMENDMENT_DROPPED: { description: '放弃调整。The amendment was dropped.' },
    CLOSED: { description: '结束。Closed.' },
  },
});

/** Whom a batch is about: named beforehand by a range, or everybody. */
export enum BatchType {
  UNTARGETED = 'UNTARGETED',
  TARGETED = 'TARGETED',
}

registerEnumType(BatchType, {
  name: 'BatchType',
  description: '抽查类型。Whom a batch is about.',
  valuesConfig: {
    UNTARGETED: { description: '不定向：在全部对象中抽取。Drawn from all targets.' },
    TARGETED: { description: '定向：按类型、行业、区域等条件抽取。Drawn from a range by conditions.' },
  },
});

/** What became of a batch that was not finished when its plan was closed. */
export enum BatchEnd {
  CARRIED_OVER = 'CARRIED_OVER',
  TERMINATED = 'TERMINATED',
}

registerEnumType(BatchEnd, {
  name: 'BatchEnd',
  description: '计划结束时未完成批次的处理。What became of a batch that was not finished.',
  valuesConfig: {
    CARRIED_OVER: { description: '转入下一年度计划。Carried over into the next plan.' },
    TERMINATED: { description: '终止。Terminated, with a reason.' },
  },
});

export const planLifecycle = lifecycle({
  name: 'PlanState',
  title: '年度抽查计划 / annual plan',
  states: PlanState,
  begins: [PlanState.DRAFT],
  transitions: planTransitions,
  words: {
    submit: '报审',
    return: '退回',
    returnAmendment: '退回调整',
    approve: '批准',
    file: '备案',
    publish: '公布',
    amend: '调整',
    dropAmendment: '放弃调整',
    close: '结束',
  },
});
