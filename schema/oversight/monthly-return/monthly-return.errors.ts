import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '该月尚未结束。The month is not over.' })
export class MonthNotOver extends Refusal {
  constructor() {
    super(
      '该月尚未结束，请在次月填报；月份写作 2026-11。',
      'The month is not over; hand its return in the month after. Write a month as 2026-11.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '该月没有委托事项。Nothing was delegated in that month.',
})
export class NothingDelegated extends Refusal {
  constructor() {
    super(
      '该月没有委托给本部门的事项，不需填报；有遗漏的，请先登记职权委托。',
      'Nothing was delegated to your department in that month; if something was, record the delegation first.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不是该月的委托事项。Not an item of that month.' })
export class ReturnItemUnknown extends Refusal {
  constructor() {
    super(
      '所填事项不在该月的委托事项之内，或填了两次；请按月报所列事项填写。',
      'An entry is about an item that is not of this return, or stands twice; enter the items that it lists.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '更正须写明原因。A correction says why.' })
export class CorrectionReasonNeeded extends Refusal {
  constructor() {
    super(
      '该月月报已确认；更正请写明原因，另成一个版本。',
      'The return is confirmed; say why it is corrected, and a further version is made.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待确认的月报。No draft to confirm.' })
export class MonthlyReturnNotFound extends Refusal {
  constructor() {
    super(
      '本部门没有待确认的该份月报；请先汇总（draftMonthlyReturn）。',
      'No such draft of your department waits; draft it first (draftMonthlyReturn).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '月报已变动。It is not what was shown.' })
export class MonthlyReturnChanged extends Refusal {
  constructor() {
    super(
      '月报在查看之后已变动，请重新查看后确认。',
      'The return is not what you were shown any more; read it again and confirm that.',
    );
  }
}
