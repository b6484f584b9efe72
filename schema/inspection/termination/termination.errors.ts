import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '已抽取而尚未检查，不得终止。Drawn, and nobody has been visited yet.',
})
export class CampaignNotBegun extends Refusal {
  constructor() {
    super(
      '任务已抽取，尚无一次检查，不得终止：抽取结果不得因不合意而放弃。请照常检查，个别对象、人员有变的按规则替换或延期；开始检查后方可终止。',
      'The campaign is drawn and nobody has been visited: a draw is not given up for its result. Carry it out, substitute or postpone where the rules allow; it may be terminated once visits have begun.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '抽取尚未结束。The draw has to end first.',
})
export class DrawUnderWay extends Refusal {
  constructor() {
    super(
      '任务已封库，抽取尚未结束；请先由操作员在揭示前作废（voidDraw），或待其抽取、失效后再终止。',
      'The pools are frozen and the draw has not ended: have its operator void it before any reveal (voidDraw), or wait until it is drawn or lapses.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已有终止申请。A termination is asked for already.' })
export class TerminationPending extends Refusal {
  constructor() {
    super(
      '该任务的终止已在申请中，请等待批准。',
      'A termination of this campaign waits for approval already.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '终止申请不存在或已办结。No such termination is waiting.',
})
export class TerminationNotFound extends Refusal {
  constructor() {
    super(
      '没有待批准的该项终止申请，或不属于本部门。',
      'No such termination of your department waits for approval.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '批准人须另有其人。The approver must be somebody else.',
})
export class TerminationApproverInvolved extends Refusal {
  constructor() {
    super(
      '申请终止的人不得批准该申请，请由另一名负责人办理。',
      'Whoever asked for the termination may not decide on it; somebody else must.',
    );
  }
}
