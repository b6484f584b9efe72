import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DueState } from './due-check.states.js';

/** Why an entry cannot be taken. */
export enum DueFaultCode {
  UNKNOWN_TARGET = 'UNKNOWN_TARGET',
  ALREADY_LISTED = 'ALREADY_LISTED',
  TWICE = 'TWICE',
  DAY_IN_FUTURE = 'DAY_IN_FUTURE',
  DUE_BEFORE_BEGINNING = 'DUE_BEFORE_BEGINNING',
}

registerEnumType(DueFaultCode, {
  name: 'DueFaultCode',
  description: '待办核查不能登记的原因。Why an entry cannot be taken.',
  valuesConfig: {
    UNKNOWN_TARGET: { description: '名录中没有该对象。The register has no such target.' },
    ALREADY_LISTED: { description: '已登记。It is listed already.' },
    TWICE: { description: '本次重复。It is there twice.' },
    DAY_IN_FUTURE: { description: '起算日晚于今天。It begins after today.' },
    DUE_BEFORE_BEGINNING: { description: '期限早于起算日。Due before it began.' },
  },
});

/** What is wrong with each, and what to do about it. */
export const dueFaultWords: Readonly<Record<DueFaultCode, readonly [zh: string, en: string]>> = {
  UNKNOWN_TARGET: [
    '本部门名录中没有该对象；请先登记入库或认领。',
    'The register has no such target; enter or claim it first.',
  ],
  ALREADY_LISTED: [
    '同一文书、同一对象已登记，不必重复。',
    'The same document and target are listed already.',
  ],
  TWICE: ['与前面一条重复，请删去其一。', 'It repeats an entry before; take one of them out.'],
  DAY_IN_FUTURE: ['起算日不得晚于今天，请更正。', 'It may not begin after today; correct the day.'],
  DUE_BEFORE_BEGINNING: [
    '期限不得早于起算日，请更正。',
    'It may not be due before it began; correct the day.',
  ],
};

@ObjectType({ description: '不能登记的一条。An entry that cannot be taken.' })
export class DueFault {
  @Field(() => Int, { description: '第几条，从 1 起。Which entry, from 1.' })
  number!: number;

  @Field(() => DueFaultCode, { description: '原因。Why.' })
  code!: DueFaultCode;

  @Field(() => String, { description: '问题与办法（中文）。What is wrong and what to do, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '问题与办法（英文）。The same in English.' })
  messageEn!: string;
}

@ObjectType({
  implements: ConsoleError,
  description: '有不能登记的条目，没有任何改动。Entries that cannot be taken; nothing was changed.',
})
export class DueChecksFaulty extends Refusal {
  @Field(() => [DueFault], { description: '逐条的问题。What is wrong, entry by entry.' })
  readonly faults: readonly DueFault[];

  constructor(faults: readonly DueFault[], count: number) {
    super(
      `${count} 条中有 ${faults.length} 条不能登记，未作任何改动；请按所列更正，或选择只收无误的条目。`,
      `${faults.length} of ${count} entries cannot be taken; nothing was changed. Correct them, or take the good ones only.`,
    );
    this.faults = faults;
  }
}

@ObjectType({ implements: ConsoleError, description: '待办核查不存在。No such due check.' })
export class DueCheckNotFound extends Refusal {
  constructor() {
    super('待办核查不存在，或不属于本部门。', 'There is no such due check in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '待办核查的状态不允许。A due check stands elsewhere.' })
export class DueCheckStateWrong extends Refusal {
  @Field(() => DueState, { description: '现在的状态。Where it stands.' })
  readonly state: DueState;

  constructor(state: DueState) {
    super(
      `该核查当前为 ${state}，此操作需要 ${DueState.DUE}。`,
      `The check is ${state}; this needs it to be ${DueState.DUE}.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '不同种类的核查。Due checks of different kinds.' })
export class DueKindsMixed extends Refusal {
  constructor() {
    super(
      '告知承诺核查与举报核查须分别编制任务，请只选同一种类。',
      'Verifications and checks after reports are campaigns of their own; choose one kind.',
    );
  }
}
