import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DateTime, RealWorldId } from '../../shared/scalars.js';
import { TargetStatus, targetStatusWords } from './target.states.js';

@ObjectType({ description: '一个字段的错误。What is wrong with one field.' })
export class TargetFault {
  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => String, { description: '中文说明。In Chinese.' })
  message!: string;

  @Field(() => String, { description: '英文说明。In English.' })
  messageEn!: string;
}

@ObjectType({
  implements: ConsoleError,
  description: '填写有误，没有任何改动。Faulty fields; nothing changed.',
})
export class TargetInvalid extends Refusal {
  @Field(() => [TargetFault], { description: '全部错误。All faults.' })
  readonly faults: readonly TargetFault[];

  constructor(faults: readonly TargetFault[]) {
    super(
      faults.map(({ field, message }) => `${field}：${message}`).join(''),
      faults.map(({ field, messageEn }) => `${field}: ${messageEn}`).join(' '),
    );
    this.faults = faults;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这个检查对象。No such target.' })
export class TargetNotFound extends Refusal {
  constructor() {
    super(
      '检查对象不存在，或不在本部门名录库中；请从列表中选取。',
      'There is no such target in the pool of your department; take one from the list.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '他人已先行修改。Somebody else changed the target meanwhile.',
})
export class TargetChangedMeanwhile extends Refusal {
  @Field(() => DateTime, { description: '他人修改的时间。When it was changed.' })
  readonly updatedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: '修改人；由系统或导入命令修改的没有。By whom; absent for the system.',
  })
  readonly updatedBy?: string;

  constructor(updatedAt: Date, updatedBy: string | undefined) {
    super(
      '在您编辑期间，该检查对象已被修改；请刷新后核对，再保存。',
      'The target was changed while you were editing it; load it again, compare, and save.',
    );
    this.updatedAt = updatedAt;
    this.updatedBy = updatedBy;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '号码已属另一检查对象。Another target of the department has this identifier.',
})
export class IdentifierTaken extends Refusal {
  @Field(() => RealWorldId, { description: '该号码。The identifier.' })
  readonly identifier: string;

  @Field(() => RealWorldId, { description: '已有该号码的检查对象。Who has it.' })
  readonly takenBy: string;

  @Field(() => TargetStatus, { description: '其登记状态。How that target stands.' })
  readonly status: TargetStatus;

  constructor(identifier: string, takenBy: string, status: TargetStatus) {
    const { zh, en } = targetStatusWords[status];
    super(
      `${identifier} 已在名录库中（${takenBy}，${zh}）；请改用该检查对象，或先将其状态、号码改正。`,
      `${identifier} is in the pool already (${takenBy}, ${en}); use that target, or correct its status or numbers first.`,
    );
    this.identifier = identifier;
    this.takenBy = takenBy;
    this.status = status;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '修改会改变现实标识。The change would give the target another real-world id.',
})
export class RealIdWouldChange extends Refusal {
  @Field(() => RealWorldId, { description: '现在的标识。Its id.' })
  readonly realId: string;

  @Field(() => RealWorldId, { description: '按号码优先次序应有的标识。The id by the priority of schemes.' })
  readonly newRealId: string;

  constructor(realId: string, newRealId: string) {
    super(
      `按号码优先次序，标识将由 ${realId} 变为 ${newRealId}。标识不能直接修改：请登记“转换”，历史检查随之转入。`,
      `By the priority of schemes the id would turn from ${realId} into ${newRealId}. An id is not edited: record a conversion, and past visits follow it.`,
    );
    this.realId = realId;
    this.newRealId = newRealId;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '已并入、分立或转换。The target was merged, split or converted.',
})
export class TargetMerged extends Refusal {
  @Field(() => [RealWorldId], { description: '现在的检查对象。What it became.' })
  readonly currentIds: string[];

  constructor(realId: string, currentIds: string[]) {
    super(
      `${realId} 已变为 ${currentIds.join('、')}，状态不能直接修改；登记有误的，请撤销该并入、分立或转换。`,
      `${realId} became ${currentIds.join(', ')}; its status is not edited. Undo that act if it was recorded in error.`,
    );
    this.currentIds = currentIds;
  }
}
