import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ItemFault } from './item-lint.js';

/** How grave a finding is. */
export enum FindingSeverity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
}

registerEnumType(FindingSeverity, {
  name: 'FindingSeverity',
  description: '轻重。How grave a finding is.',
  valuesConfig: {
    ERROR: { description: '错误：更正之前不能公布。The list is not published with it.' },
    WARNING: { description: '提示：确认后可以公布。Published once it is acknowledged.' },
  },
});

registerEnumType(ItemFault, {
  name: 'ItemFault',
  description: '事项的问题。What is wrong with an item.',
  valuesConfig: {
    NO_LAW_NAMED: { description: '没有用《》写明法律名称: no law is named' },
    NO_ARTICLE: { description: '没有条款: no article is named' },
    LAW_WITHOUT_ARTICLE: { description: '有的法律没有条款: one law without its article' },
    ONLY_NORMATIVE_DOCUMENT: { description: '只有规范性文件: no law, only a notice or the like' },
    CATCH_ALL_BASIS: { description: '兜底表述: catch-all words' },
    EXPIRED: { description: '已失效: no longer in force' },
    RATIO_OUT_OF_BOUNDS: { description: '比例超出上下限: outside floor or cap' },
    CAP_ON_KEY_ITEM: { description: '重点事项有上限: a cap where none binds' },
    FREQUENCY_WITHOUT_RATIO: { description: '有频次无比例: a frequency without a ratio' },
    NO_METHOD: { description: '没有检查方式: no method' },
    NO_CHECKLIST: { description: '没有检查表: no checklist' },
    UNKNOWN_CHECKLIST: { description: '检查表不存在: an unknown checklist' },
    UNKNOWN_RESULT_SYSTEM: { description: '结果代码体系不存在: an unknown system of result codes' },
    DUPLICATE_TITLE: { description: '名称重复: two items of one title' },
  },
});

@ObjectType('ItemFinding', { description: '事项的一处问题与办法。A finding on an item, with its remedy.' })
export class ItemFindingType {
  @Field(() => String, { description: '事项编码。The code of the item.' })
  itemCode!: string;

  @Field(() => ItemFault, { description: '问题。What is wrong.' })
  code!: ItemFault;

  @Field(() => FindingSeverity, { description: '轻重。How grave.' })
  severity!: 'ERROR' | 'WARNING';

  @Field(() => String, { description: '中文说明。In Chinese.' })
  message!: string;

  @Field(() => String, { description: '英文说明。In English.' })
  messageEn!: string;

  @Field(() => String, { description: '办法。What to do.' })
  remedy!: string;

  @Field(() => String, { description: '办法（英文）。What to do, in English.' })
  remedyEn!: string;
}

@ObjectType('ItemLint', { description: '清单检查的结果。What a lint of the list found.' })
export class ItemLintType {
  @Field(() => Int, { description: '检查了多少事项。How many items were read.' })
  itemCount!: number;

  @Field(() => Int, { description: '错误数。How many errors.' })
  errorCount!: number;

  @Field(() => Int, { description: '提示数。How many warnings.' })
  warningCount!: number;

  @Field(() => [ItemFindingType], { description: '各处问题，最多前一千处。The first thousand.' })
  findings!: ItemFindingType[];
}
