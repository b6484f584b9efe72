import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';
import { ExtensionState } from './due-check.states.js';

@ObjectType({ implements: ConsoleError, description: '该类核查不可延期。A kind that is not extended.' })
export class KindNotExtendable extends Refusal {
  constructor() {
    super(
      '只有举报核查可以延期，告知承诺核查须按期办结。',
      'Only checks after reports are extended; do a verification of a commitment in time.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已过期限。Past its day.' })
export class ExtensionTooLate extends Refusal {
  @Field(() => CalendarDate, { description: '期限。The day by which it was due.' })
  readonly dueOn: string;

  constructor(dueOn: string) {
    super(
      `核查期限 ${dueOn} 已过，不能再延期；请尽快核查并说明逾期原因。`,
      `It was due by ${dueOn} and can no longer be extended; do the check, and say why it is late.`,
    );
    this.dueOn = dueOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '已申请过延期。It was asked for before.' })
export class ExtensionAsked extends Refusal {
  @Field(() => ExtensionState, { description: '延期申请的状态。Where that request stands.' })
  readonly state: ExtensionState;

  constructor(state: ExtensionState) {
    super(
      `每项核查只能申请一次延期，该项已申请（${state}）；请按现在的期限办结。`,
      `A check is extended once, and it was asked for (${state}); finish it by the day that stands.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待决定的延期申请。No request waits.' })
export class ExtensionNotFound extends Refusal {
  constructor() {
    super(
      '该核查没有待决定的延期申请；请由经办人先行申请。',
      'No request for more time waits for this check; have it asked for first.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '申请人不得自行批准。Not by who asked.' })
export class ExtensionByOwnApprover extends Refusal {
  constructor() {
    super(
      '延期须由申请人以外的负责人决定；请交由另一位负责人办理。',
      'Whoever asked for more time does not decide on it; have another head decide.',
    );
  }
}
