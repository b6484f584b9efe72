import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { TargetStatus, targetStatusWords } from './target.states.js';

@ObjectType({ implements: ConsoleError, description: '登记的内容不成立。The act contradicts itself.' })
export class AliasInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '与自身并入、分立或转换。An act with itself.' })
export class AliasWithItself extends Refusal {
  @Field(() => RealWorldId, { description: '前后都有的对象。What stands on both sides.' })
  readonly realId: string;

  constructor(realId: string) {
    super(
      `${realId} 不能变为自身：请从前、后两方之一删去。`,
      `${realId} cannot become itself: take it from one of the two sides.`,
    );
    this.realId = realId;
  }
}

@ObjectType({ implements: ConsoleError, description: '形成循环。The act would close a circle.' })
export class AliasCycle extends Refusal {
  @Field(() => RealWorldId, { description: '前者。What would become.' })
  readonly fromRealId: string;

  @Field(() => RealWorldId, { description: '后者，已由前者而来或为其前身。What it would become.' })
  readonly toRealId: string;

  constructor(fromRealId: string, toRealId: string) {
    super(
      `${toRealId} 已登记为变为 ${fromRealId}，不能再反向登记；原登记有误的请先撤销。`,
      `${toRealId} is recorded as having become ${fromRealId}; undo that act first if it was an error.`,
    );
    this.fromRealId = fromRealId;
    this.toRealId = toRealId;
  }
}

@ObjectType({ implements: ConsoleError, description: '名录库中没有。Parties that the pool does not have.' })
export class AliasPartyUnknown extends Refusal {
  @Field(() => [RealWorldId], { description: '没有的标识。The unknown ids.' })
  readonly realIds: string[];

  constructor(realIds: string[]) {
    super(
      `本部门名录库中没有：${realIds.join('、')}。请核对标识，新主体请在同一登记中填写。`,
      `Not in the pool of this department: ${realIds.join(', ')}. Check the ids; enter new ones in the same act.`,
    );
    this.realIds = realIds;
  }
}

@ObjectType({ implements: ConsoleError, description: '已并入、分立或转换过。It has become another already.' })
export class AliasAlreadyMerged extends Refusal {
  @Field(() => RealWorldId, { description: '该对象。The target.' })
  readonly realId: string;

  @Field(() => [RealWorldId], { description: '它已变为。What it became.' })
  readonly currentIds: string[];

  constructor(realId: string, currentIds: string[]) {
    super(
      `${realId} 已变为 ${currentIds.join('、')}；请以后者登记，或先撤销前一登记。`,
      `${realId} has become ${currentIds.join(', ')} already; record the act for that one, or undo the earlier one.`,
    );
    this.realId = realId;
    this.currentIds = currentIds;
  }
}

@ObjectType({ implements: ConsoleError, description: '在生效日之前已终止。A party had ended before.' })
export class AliasPartyEnded extends Refusal {
  @Field(() => RealWorldId, { description: '该对象。The target.' })
  readonly realId: string;

  @Field(() => TargetStatus, { description: '其登记状态。How it stands.' })
  readonly status: TargetStatus;

  @Field(() => CalendarDate, { nullable: true, description: '自何日起；未登记的没有。Since when, if known.' })
  readonly statusOn?: string;

  constructor(realId: string, status: TargetStatus, statusOn: string | null) {
    const { zh, en } = targetStatusWords[status];
    super(
      `${realId} 已${statusOn ? `于 ${statusOn} ` : ''}${zh}，在生效日已不存在；请核对生效日或其登记状态。`,
      `${realId} stands as ${en}${statusOn ? ` since ${statusOn}` : ''}: not there on the effective day. Check the day, or its status.`,
    );
    this.realId = realId;
    this.status = status;
    this.statusOn = statusOn ?? undefined;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这项登记。No such act.' })
export class AliasNotFound extends Refusal {
  constructor() {
    super(
      '没有这项并入、分立或转换的登记，请从列表中选取。',
      'There is no such act in your department; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已经撤销。The act was undone already.' })
export class AliasAlreadyUndone extends Refusal {
  constructor() {
    super(
      '该登记已经撤销；需要恢复的，请重新登记。',
      'This act was undone already; record a new one to make it again.',
    );
  }
}

@ObjectType({ description: '登记之后的变化。What changed since an act.' })
export class AliasChange {
  @Field(() => RealWorldId, { description: '该对象。The target.' })
  realId!: string;

  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: '登记时写入的值。As the act left it.' })
  expected?: string | null;

  @Field(() => String, { nullable: true, description: '现在的值。As it is now.' })
  found?: string | null;
}

@ObjectType({
  implements: ConsoleError,
  description: '登记之后又有变化，不能撤销。Parties changed since; the act is not undone.',
})
export class AliasChangedSince extends Refusal {
  @Field(() => [AliasChange], { description: '变化。What changed.' })
  readonly changes: readonly AliasChange[];

  constructor(changes: readonly AliasChange[]) {
    const ids = [...new Set(changes.map(({ realId }) => realId))].slice(0, 10);
    super(
      `登记之后又有变化，不能原样恢复：${ids.join('、')}。请先撤销或改回后来的变化。`,
      `These changed since and cannot be restored as they were: ${ids.join(', ')}. Undo or revert the later changes first.`,
    );
    this.changes = changes;
  }
}
