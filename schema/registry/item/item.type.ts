import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { CheckMethod } from './check-method.js';
import { ItemKind } from './item.states.js';

registerEnumType(ItemKind, {
  name: 'ItemKind',
  description: '抽查事项的类别。General or key.',
  valuesConfig: {
    GENERAL: { description: '一般: capped per enterprise' },
    KEY: { description: '重点: not capped' },
  },
});

@ObjectType('Item', {
  description: '抽查事项清单的一条（某一版本）。One version of an entry of the item list.',
})
export class ItemType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '事项编码。Its code.' })
  code!: string;

  @Field(() => Int, { description: '版本，从 1 起。Its version, from 1.' })
  version!: number;

  @Field(() => String, { description: '事项名称。Its title.' })
  title!: string;

  @Field(() => String, { description: '法律依据。The article that allows the check.' })
  legalBasis!: string;

  @Field(() => ItemKind, { description: '类别。General or key.' })
  kind!: ItemKind;

  @Field(() => Int, {
    nullable: true,
    description: '年抽查比例（百万分之）；未定的没有。The yearly share per million, where set.',
  })
  ratioPpm?: number;

  @Field(() => Int, {
    nullable: true,
    description: '比例下限（百万分之）；未定的没有。Its legal floor, where set.',
  })
  ratioFloorPpm?: number;

  @Field(() => Int, {
    nullable: true,
    description: '比例上限（百万分之）；未定的没有。Its legal cap, where set.',
  })
  ratioCapPpm?: number;

  @Field(() => Int, { nullable: true, description: '年抽查频次；未定的没有。Times a year, where set.' })
  frequency?: number;

  @Field(() => String, {
    nullable: true,
    description: '抽查对象；未写明的没有。Whom it is about, where the list says.',
  })
  subject?: string;

  @Field(() => String, {
    nullable: true,
    description: '检查方式；未写明的没有。The method, where the list says.',
  })
  method?: string;

  @Field(() => [CheckMethod], { description: '检查方式的代码。The methods by their codes.' })
  methods!: CheckMethod[];

  @Field(() => [String], { description: '所需技能。Skills that one of the team needs.' })
  requiredSkills!: string[];

  @Field(() => [String], { description: '所需材料。What the party has to show.' })
  materials!: string[];

  @Field(() => String, { nullable: true, description: '检查表编码；未定的没有。Its checklist, where set.' })
  checklistCode?: string;

  @Field(() => Int, { nullable: true, description: '检查表版本；未定的没有。Its version, where set.' })
  checklistVersion?: number;

  @Field(() => String, { description: '结果代码体系。The system of its result codes.' })
  resultSystem!: string;

  @Field(() => Int, { description: '结果代码体系的版本。The version of that system.' })
  resultSystemVersion!: number;

  @Field(() => CalendarDate, { description: '生效日期。The first day on which this version holds.' })
  validFromOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '最后一天；没有期限的没有。Its last day, where it ends.',
  })
  validToOn?: string;

  @Field(() => DateTime, { description: '建立时间。When this version was entered.' })
  createdAt!: Date;
}

export const ItemConnection = connectionOf('Item', () => ItemType);
