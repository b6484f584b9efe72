import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** What was decided; by domain-rules §1 nothing else is a decision (决定). */
export enum DecisionKind {
  PENALTY = 'PENALTY',
  LICENCE = 'LICENCE',
}

registerEnumType(DecisionKind, {
  name: 'DecisionKind',
  description: '决定种类。What was decided.',
  valuesConfig: {
    PENALTY: { description: '行政处罚决定。A penalty.' },
    LICENCE: { description: '行政许可决定。A licence.' },
  },
});

/** By which procedure it was made. */
export enum DecisionProcedure {
  SIMPLE = 'SIMPLE',
  ORDINARY = 'ORDINARY',
}

registerEnumType(DecisionProcedure, {
  name: 'DecisionProcedure',
  description: '办理程序。By which procedure it was made.',
  valuesConfig: {
    SIMPLE: { description: '简易程序、当场办理。The summary procedure.' },
    ORDINARY: { description: '普通程序。The ordinary procedure.' },
  },
});

/** By which way a version arrived. */
export enum DecisionOrigin {
  FORM = 'FORM',
  FILE = 'FILE',
  API = 'API',
}

registerEnumType(DecisionOrigin, {
  name: 'DecisionOrigin',
  description: '来源。By which way a version arrived.',
  valuesConfig: {
    FORM: { description: '表单录入。Typed in.' },
    FILE: { description: '文件导入。By a file.' },
    API: { description: '接口报送。By a machine.' },
  },
});

/** Where a decision stands. */
export enum DecisionState {
  ENTERED = 'ENTERED',
  IMPORTED = 'IMPORTED',
  CORRECTED = 'CORRECTED',
  CHANGED = 'CHANGED',
  REVOKED = 'REVOKED',
  UNLAWFUL = 'UNLAWFUL',
}

registerEnumType(DecisionState, {
  name: 'DecisionState',
  description: '决定的状态。Where a decision stands.',
  valuesConfig: {
    ENTERED: { description: '已录入。Entered by form or machine.' },
    IMPORTED: { description: '已导入。Came by a file.' },
    CORRECTED: { description: '已更正，以最新版本为准。Corrected: its newest version holds.' },
    CHANGED: { description: '已撤下：被变更。Withdrawn: it was changed.' },
    REVOKED: { description: '已撤下：被撤销。Withdrawn: it was revoked.' },
    UNLAWFUL: { description: '已撤下：被确认违法。Withdrawn: it was found unlawful.' },
  },
});

/** Those that stand. */
export const standing = [DecisionState.ENTERED, DecisionState.IMPORTED, DecisionState.CORRECTED] as const;

/** The only ways from one state to another. What is withdrawn stays withdrawn; a new decision has its own number. */
export const decisionTransitions = {
  correct: { from: standing, to: DecisionState.CORRECTED },
  change: { from: standing, to: DecisionState.CHANGED },
  revoke: { from: standing, to: DecisionState.REVOKED },
  findUnlawful: { from: standing, to: DecisionState.UNLAWFUL },
} as const;

/** Why a decision is withdrawn (domain-rules §4). */
export enum WithdrawalGround {
  CHANGED = 'CHANGED',
  REVOKED = 'REVOKED',
  UNLAWFUL = 'UNLAWFUL',
}

registerEnumType(WithdrawalGround, {
  name: 'WithdrawalGround',
  description: '撤下的事由。Why a decision is withdrawn.',
  valuesConfig: {
    CHANGED: { description: '被变更。It was changed.' },
    REVOKED: { description: '被撤销。It was revoked.' },
    UNLAWFUL: { description: '被确认违法。It was found unlawful.' },
  },
});

/** To which state each ground leads. */
export const withdrawals: Readonly<
  Record<WithdrawalGround, (typeof decisionTransitions)['change' | 'revoke' | 'findUnlawful']>
> = {
  CHANGED: decisionTransitions.change,
  REVOKED: decisionTransitions.revoke,
  UNLAWFUL: decisionTransitions.findUnlawful,
};

export const decisionLifecycle = lifecycle({
  name: 'DecisionState',
  title: '行政决定 / decision',
  states: DecisionState,
  begins: [DecisionState.ENTERED, DecisionState.IMPORTED],
  transitions: decisionTransitions,
  words: { correct: '更正', change: '被变更', revoke: '被撤销', findUnlawful: '被确认违法' },
});
