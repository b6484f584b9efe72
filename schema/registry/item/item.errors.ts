import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import type { ItemFinding } from './item-lint.js';
import { ItemFindingType } from './item-lint.type.js';

@ObjectType({ implements: ConsoleError, description: '事项编码已有。The code is taken.' })
export class ItemExists extends Refusal {
  constructor(code: string) {
    super(
      `清单中已有编码 ${code}；要改动请用“变更事项”，变更成为下一版本。`,
      `The list has ${code} already; change it, and the change becomes its next version.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '清单中没有该事项。No such item.' })
export class ItemNotFound extends Refusal {
  constructor(code: string) {
    super(
      `本部门清单中没有 ${code}，或没有该版本；请核对编码。`,
      `Your list has no ${code}, or not that version; check the code.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '事项的内容不成立。What an item says contradicts.' })
export class ItemRuleInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该清单版本。No such version of the list.' })
export class ItemListNotFound extends Refusal {
  constructor() {
    super('没有该版本的清单，请从已公布的版本中选择。', 'There is no such list; choose a published version.');
  }
}

@ObjectType({ implements: ConsoleError, description: '清单有错误，不能公布。The list has faults.' })
export class ItemListFaulty extends Refusal {
  @Field(() => [ItemFindingType], { description: '每一处错误。Every fault.' })
  readonly findings: readonly ItemFinding[];

  @Field(() => Int, { description: '错误数。How many.' })
  readonly errorCount: number;

  constructor(findings: readonly ItemFinding[]) {
    const names = [...new Set(findings.map((one) => one.itemCode))];
    const shown = names.slice(0, 20).join('、');
    super(
      `清单有 ${findings.length} 处错误，未公布：${shown}${names.length > 20 ? '等' : ''}。请按列出的办法逐处更正。`,
      `The list has ${findings.length} faults and was not published; correct each as it says.`,
    );
    this.findings = findings;
    this.errorCount = findings.length;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '清单有提示，须确认。Warnings have to be acknowledged.',
})
export class ItemListHasWarnings extends Refusal {
  @Field(() => [ItemFindingType], { description: '每一处提示。Every warning.' })
  readonly findings: readonly ItemFinding[];

  constructor(findings: readonly ItemFinding[]) {
    super(
      `清单有 ${findings.length} 处提示，未公布；请逐处查看，更正，或确认后再公布（acknowledgeWarnings）。`,
      `The list has ${findings.length} warnings and was not published; correct them, or publish with acknowledgeWarnings.`,
    );
    this.findings = findings;
  }
}

@ObjectType({ implements: ConsoleError, description: '检查表的内容不成立。A checklist contradicts.' })
export class ChecklistInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '结果代码体系不成立。A system of codes contradicts.' })
export class ResultSystemInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '体系属于别的部门。The system is somebody else’s.' })
export class ResultSystemTaken extends Refusal {
  constructor(code: string) {
    super(
      `代码体系 ${code} 属于其他部门或本系统，请另取名称。`,
      `The system ${code} belongs to another department or to this installation; take another name.`,
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '代码表或检查表文件无法读取。A file of codes or points cannot be read.',
})
export class CodeFileInvalid extends Refusal {
  @Field(() => Int, {
    nullable: true,
    description: '第几行；与行无关的没有。The row, where one is at fault.',
  })
  readonly row?: number;

  constructor(message: string, messageEn: string, row?: number) {
    super(message, messageEn);
    this.row = row;
  }
}
