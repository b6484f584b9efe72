import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { type RowRemark, RowRemarkType } from '../../registry/index.js';
import { Refusal } from '../../shared/refusal.js';
import { UploadState } from './handed-list.states.js';

const mostFaults = 1_000;

/** What a list must have beside its rows, in words. */
const headWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  documentNo: ['文号', 'its document number'],
  issuer: ['下达机关', 'who issued it'],
  rows: ['无误的行', 'a good row'],
};

@ObjectType({
  implements: ConsoleError,
  description: '下达名单有误，没有任何改动；所有错误一次列出。A list with faults; nothing was changed.',
})
export class HandedListFaulty extends Refusal {
  @Field(() => [String], {
    description: '名单本身缺少的字段：documentNo、issuer、rows。What the list itself lacks.',
  })
  readonly missing: readonly string[];

  @Field(() => Int, { description: '行数。Rows of the file.' })
  readonly rowCount: number;

  @Field(() => Int, { description: '有错误的行数。Rows with faults.' })
  readonly rejectedCount: number;

  @Field(() => [RowRemarkType], {
    description: '逐行的错误，最多前一千条。Faults by row, the first thousand.',
  })
  readonly faults: readonly RowRemark[];

  constructor(missing: readonly string[], rowCount: number, faults: readonly RowRemark[]) {
    const rejected = new Set(faults.map(({ row }) => row)).size;
    const zh = [
      ...missing.map((field) => `缺少${headWords[field]?.[0] ?? field}`),
      ...(rejected > 0 ? [`${rowCount} 行中有 ${rejected} 行有误`] : []),
    ];
    const en = [
      ...missing.map((field) => `it lacks ${headWords[field]?.[1] ?? field}`),
      ...(rejected > 0 ? [`${rejected} of ${rowCount} rows have faults`] : []),
    ];
    super(
      `下达名单未导入：${zh.join('；')}。请补填、更正后重新导入；有误的行也可选择只收无误的行。`,
      `The list was not taken: ${en.join('; ')}. Complete and correct it, or take the good rows only.`,
    );
    this.missing = missing;
    this.rowCount = rowCount;
    this.rejectedCount = rejected;
    this.faults = faults.slice(0, mostFaults);
  }
}

@ObjectType({ implements: ConsoleError, description: '名单已导入过。The list was taken before.' })
export class HandedListKnown extends Refusal {
  @Field(() => String, { description: '当时的文号。Its document number then.' })
  readonly documentNo: string;

  constructor(documentNo: string, on: string) {
    super(
      `同一文件已于 ${on} 以文号“${documentNo}”导入，不得重复。`,
      `The same file was taken on ${on} as "${documentNo}"; a list is taken once.`,
    );
    this.documentNo = documentNo;
  }
}

@ObjectType({ implements: ConsoleError, description: '下达名单不存在。No such list.' })
export class HandedListNotFound extends Refusal {
  constructor() {
    super('下达名单不存在，或不属于本部门。', 'There is no such list in your department.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '名单已编制匹配任务。A campaign was drafted for it.',
})
export class HandedListTaken extends Refusal {
  @Field(() => String, { description: '任务编号。The campaign’s code.' })
  readonly campaignCode: string;

  constructor(campaignCode: string) {
    super(
      `该名单已由任务 ${campaignCode} 匹配人员，一份名单只编制一个任务。`,
      `Campaign ${campaignCode} matches officers to this list already; a list has one campaign.`,
    );
    this.campaignCode = campaignCode;
  }
}

@ObjectType({ implements: ConsoleError, description: '结果代码体系不存在。No such system of result codes.' })
export class PlatformSystemUnknown extends Refusal {
  @Field(() => String, { description: '所填体系。What was given.' })
  readonly resultSystem: string;

  constructor(resultSystem: string) {
    super(
      `结果代码体系“${resultSystem}”未登记：请先登记上级平台的代码体系（enterResultSystem）。`,
      `The system of result codes "${resultSystem}" is not known: enter that of the platform first (enterResultSystem).`,
    );
    this.resultSystem = resultSystem;
  }
}

@ObjectType({ description: '不能回填的一行。A row whose state could not be set.' })
export class UploadFault {
  @Field(() => Int, { description: '行号。The row.' })
  row!: number;

  @Field(() => UploadState, {
    nullable: true,
    description:
      '现在的状态；名单中没有的行没有。Where it stands; absent for a row that the list does not have.',
  })
  state?: UploadState;

  @Field(() => String, { description: '问题（中文）。What is wrong, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '问题（英文）。What is wrong, in English.' })
  messageEn!: string;
}

@ObjectType({
  implements: ConsoleError,
  description: '回填有误，没有任何改动。Rows that cannot be marked so; nothing was changed.',
})
export class UploadMarksFaulty extends Refusal {
  @Field(() => [UploadFault], { description: '逐行的问题。What is wrong, row by row.' })
  readonly faults: readonly UploadFault[];

  constructor(faults: readonly UploadFault[]) {
    super(
      `${faults.length} 行不能如此回填，未作任何改动；请按所列更正。`,
      `${faults.length} rows cannot be marked so; nothing was changed.`,
    );
    this.faults = faults;
  }
}
