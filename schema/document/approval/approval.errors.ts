import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';
import { ApprovalStep, stepWords } from './approval.steps.js';

@ObjectType({ implements: ConsoleError, description: '审批链不成立。A chain of approval that cannot be.' })
export class ApprovalChainInvalid extends Refusal {
  constructor(zh: string, en: string) {
    super(`审批链有误：${zh}。`, `The chain of approval is wrong: ${en}.`);
  }
}

@ObjectType({ implements: ConsoleError, description: '不是该环节的审批人。Not the one whose step it is.' })
export class NotYourStep extends Refusal {
  @Field(() => ApprovalStep, { description: '现在的环节。The step that it waits for.' })
  readonly step: ApprovalStep;

  @Field(() => String, { description: '由谁审批。Whose it is.' })
  readonly holder: string;

  constructor(step: ApprovalStep, holder: string) {
    super(
      `文书正在“${stepWords[step].zh}”环节，由${holder}审批；不能到场的，请先登记并批准代理（recordArrangement）。`,
      `The paper waits for its ${stepWords[step].en}, ${holder}. Record a deputy who may act, if they cannot.`,
    );
    this.step = step;
    this.holder = holder;
  }
}

@ObjectType({ implements: ConsoleError, description: '代理已到期。The deputy has no more days.' })
export class DeputyEnded extends Refusal {
  @Field(() => CalendarDate, { description: '代理末日。The deputy’s last day.' })
  readonly toOn: string;

  @Field(() => String, { description: '代理谁。For whom.' })
  readonly holder: string;

  constructor(toOn: string, holder: string) {
    super(
      `您代理${holder}已于 ${toOn} 到期或终止，不得再代为审批；请由本人审批，或另行登记代理。`,
      `You deputised for ${holder} until ${toOn} and no longer do: have them approve it, or record another deputy.`,
    );
    this.toOn = toOn;
    this.holder = holder;
  }
}

@ObjectType({ implements: ConsoleError, description: '已在前一环节审批。Approved it at an earlier step.' })
export class ApprovedBefore extends Refusal {
  @Field(() => ApprovalStep, { description: '已审批的环节。At which step.' })
  readonly earlierStep: ApprovalStep;

  constructor(earlierStep: ApprovalStep) {
    super(
      `您已作为“${stepWords[earlierStep].zh}”办理过该文书，各环节须由不同的人办理。`,
      `You have acted on this paper as its ${stepWords[earlierStep].en}; each step is done by another person.`,
    );
    this.earlierStep = earlierStep;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '未规定事后补批。No approval afterwards was provided for.',
})
export class UrgencyNotAllowed extends Refusal {
  constructor() {
    super(
      '该种文书未规定紧急情况下事后补批的期限与依据，须先批准后检查；请先在审批链中设置 afterwardsDays 与 afterwardsBasis。',
      'For this kind no term and basis of an approval afterwards were set: it is approved first. Set afterwardsDays and afterwardsBasis in its chain.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待您审批的文书。Nothing waits for your approval.' })
export class NothingToApprove extends Refusal {
  constructor() {
    super('该任务没有待您审批的文书。', 'No paper of this campaign waits for your approval.');
  }
}
