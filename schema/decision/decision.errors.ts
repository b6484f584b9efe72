import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { type RowRemark, RowRemarkType } from '../registry/index.js';
import { Refusal } from '../shared/refusal.js';
import { DecisionState } from './decision.states.js';

const mostFaults = 1_000;

@ObjectType({
  implements: ConsoleError,
  description: '决定有误，没有任何改动；所有错误一次列出。A decision with faults; nothing was changed.',
})
export class DecisionFaulty extends Refusal {
  @Field(() => [RowRemarkType], { description: '逐栏的错误与办法。The faults, column by column.' })
  readonly faults: readonly RowRemark[];

  constructor(faults: readonly RowRemark[]) {
    super(
      `决定未录入：有 ${faults.length} 处错误。请按所列栏目更正后重新提交。`,
      `The decision was not entered: it has ${faults.length} faults. Correct the columns that are listed.`,
    );
    this.faults = faults;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '文件中有错误的行，没有任何改动。A file with faulty rows; nothing was changed.',
})
export class DecisionFileFaulty extends Refusal {
  @Field(() => Int, { description: '行数。Rows of the file.' })
  readonly rowCount: number;

  @Field(() => Int, { description: '有错误的行数。Rows with faults.' })
  readonly rejectedCount: number;

  @Field(() => [RowRemarkType], { description: '逐行的错误，最多前一千条。The faults, the first thousand.' })
  readonly faults: readonly RowRemark[];

  constructor(rowCount: number, rejectedCount: number, faults: readonly RowRemark[]) {
    super(
      `${rowCount} 行中有 ${rejectedCount} 行有误，未导入任何内容。请更正后重新导入，或选择只导入无误的行；先预览可下载附说明的错误行。`,
      `${rejectedCount} of ${rowCount} rows have faults; nothing was imported. Correct them, or take the good rows only; a preview gives the faulty rows with remarks.`,
    );
    this.rowCount = rowCount;
    this.rejectedCount = rejectedCount;
    this.faults = faults.slice(0, mostFaults);
  }
}

@ObjectType({ implements: ConsoleError, description: '一个文件放不下。Too many for one file.' })
export class TooManyDecisions extends Refusal {
  constructor(most: number) {
    super(
      `一个文件最多 ${most} 份决定：导入请拆分，导出请缩小日期范围。`,
      `A file holds at most ${most} decisions: split it, or export a shorter period.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这一栏目。No such column.' })
export class UnknownColumn extends Refusal {
  @Field(() => String, { description: '所填代码。What was given.' })
  readonly columnCode: string;

  constructor(columnCode: string) {
    super(
      `没有栏目“${columnCode}”：请用国家标准的代码（decisionColumns 列出全部）。`,
      `There is no column "${columnCode}": use the codes of the national standard (decisionColumns lists them).`,
    );
    this.columnCode = columnCode;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '预览之后文件或已录入的决定有变化。File or decisions changed since the preview.',
})
export class DecisionsChanged extends Refusal {
  constructor(what: 'FILE' | 'DECISIONS') {
    super(
      what === 'FILE'
        ? '这不是预览时的文件（或读法不同）。请重新预览。'
        : '预览之后又有决定录入或更正，未导入任何内容。请重新预览。',
      what === 'FILE'
        ? 'This is not the file of the preview, or it is read another way; preview it again.'
        : 'Decisions were entered or corrected since the preview; nothing was imported. Preview it again.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '决定不存在。No such decision.' })
export class DecisionNotFound extends Refusal {
  constructor() {
    super('决定不存在，或不属于本部门。', 'There is no such decision in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '决定已撤下。The decision was withdrawn.' })
export class DecisionWithdrawnBefore extends Refusal {
  @Field(() => DecisionState, { description: '现在的状态。Where it stands.' })
  readonly state: DecisionState;

  constructor(state: DecisionState) {
    super(
      '该决定已撤下，不再更正或撤下；新的决定请以其自己的文号录入。',
      'This decision was withdrawn; enter a new decision under its own number.',
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '决定已有更新的版本。There is a newer version.' })
export class DecisionMoved extends Refusal {
  @Field(() => Int, { description: '现在的版本。Its version now.' })
  readonly version: number;

  constructor(version: number) {
    super(
      `该决定已更正为第 ${version} 版，请重新打开后再更正。`,
      `It has been corrected meanwhile and is at version ${version}; open it again.`,
    );
    this.version = version;
  }
}

@ObjectType({ implements: ConsoleError, description: '内容没有变化。Nothing would change.' })
export class DecisionUnchanged extends Refusal {
  constructor() {
    super('更正后的内容与现有版本相同，无需更正。', 'The correction says what the version at hand says.');
  }
}

@ObjectType({ implements: ConsoleError, description: '撤下日期有误。The day of the withdrawal is wrong.' })
export class WithdrawalDayInvalid extends Refusal {
  constructor() {
    super(
      '撤下文书的日期应在决定日期之后、今天之前（含当日）。',
      'The withdrawing document is dated between the decision and today.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不是缺号。Not a missing number.' })
export class NotAGap extends Refusal {
  @Field(() => Int, { nullable: true, description: '第一个不缺的号。The first that is not missing.' })
  readonly no?: number;

  constructor(no?: number) {
    super(
      no === undefined
        ? '该字号、年份没有已录入的决定，无从判断缺号；请核对字号与年份。'
        : `${no} 号不是缺号（已有决定，或超出已录入的最大号），请从缺号列表中选取。`,
      no === undefined
        ? 'No decision of that series and year has been entered; check series and year.'
        : `Number ${no} is not missing: it has a decision, or lies beyond the highest. Choose from the list of gaps.`,
    );
    this.no = no;
  }
}
