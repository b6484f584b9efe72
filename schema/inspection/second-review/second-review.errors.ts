import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '复查不存在或已办结。No such second review is open.',
})
export class SecondReviewNotFound extends Refusal {
  constructor() {
    super(
      '没有待办的该项复查，或不属于本部门；一次复查的结论不再更改。',
      'No such second review of your department is open; what was concluded is not changed.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '复查人曾参与该次检查。The reviewer had a part in the visit.',
})
export class SecondReviewerInvolved extends Refusal {
  constructor() {
    super(
      '您审核过该结果，或申请、批准过该任务的变更，不得复查；请由其他审核人员办理，本部门没有的可由上级或邻近单位代行。',
      'You reviewed this result, or asked for or decided on a change of it: somebody else must look again, of the superior or a neighbouring department where you have nobody.',
    );
  }
}
