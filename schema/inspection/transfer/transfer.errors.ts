import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '移送不存在或已答复。No such transfer waits for an answer.',
})
export class TransferNotFound extends Refusal {
  constructor() {
    super(
      '没有待答复的该项移送、抄告，或不是发给本部门的。',
      'No such transfer waits for an answer of your department.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '接收单位有误。The recipient is wrong.',
})
export class TransferRecipientWrong extends Refusal {
  constructor() {
    super(
      '接收单位须为本系统内的其他部门（填部门代码），或系统外的单位（填单位名称），二者填其一。',
      'Name either another department of this system by its code, or somebody outside it by name; not both, and not your own.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '结果未确认。The result is not confirmed.',
})
export class TransferBeforeConfirmation extends Refusal {
  constructor() {
    super(
      '检查结果尚未确认，不能移送、抄告；请先由审核人员确认（confirmResult）。',
      'The result of this visit is not confirmed; have it reviewed first (confirmResult), then send it on.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '该文号已向该单位发出。This letter was sent to it already.',
})
export class TransferSentAlready extends Refusal {
  constructor() {
    super(
      '该文号的移送、抄告已向该单位发出；另行移送请用新的文号。',
      'A letter of this number was sent to this recipient already; use a new number for another one.',
    );
  }
}
