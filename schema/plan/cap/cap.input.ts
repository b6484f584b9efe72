import { ArrayMaxSize, ArrayUnique, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { CapScope } from './cap.entity.js';

@InputType({ description: '年度检查频次上限，下一版本。The next version of a cap on visits of a year.' })
export class VisitCapInput {
  @Field(() => CapScope, { description: '按谁的次数计。Whose visits count.' })
  scope!: CapScope;

  @Min(0)
  @Max(366)
  @Field(() => Int, { description: '次数；填 0 取消上限。Visits in a year; 0 ends the cap.' })
  limitCount!: number;

  @Length(2, 500)
  @Field(() => Text, { description: '依据。Its basis.' })
  legalBasis!: string;

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], {
    defaultValue: [],
    description:
      '不受限的风险类别，如 D；另有分级体系的写作 体系/类别。Classes not capped; of another scale, scale/class.',
  })
  uncappedClasses!: string[];

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], {
    defaultValue: [],
    description: '不受限的监管标签，如 严管。Tags whose targets are not capped.',
  })
  uncappedTags!: string[];

  @Field(() => CalendarDate, { description: '自何日起，不早于今天。From which day, today at the earliest.' })
  validFromOn!: string;
}

@InputType({ description: '列入免检名单。Puts an entity on the list of exemptions.' })
export class ExemptionInput {
  @Field(() => RealWorldId, { description: '主体或对象，须在名录内。The entity or target, of the register.' })
  realId!: string;

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], {
    defaultValue: [],
    description: '免检的事项；不填为全部。From which items; all when absent.',
  })
  itemCodes!: string[];

  @Length(2, 200)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;

  @Length(2, 100)
  @Field(() => Text, { description: '文号。The document.' })
  documentNo!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '依据。The basis.' })
  legalBasis!: string;

  @Field(() => CalendarDate, { description: '首日。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '最后一日。Last day.' })
  toOn!: string;
}
