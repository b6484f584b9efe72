import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type PersonalRecord, RetentionClass, retentionRules } from '../../personal/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { TargetInvalid } from './target.errors.js';
import { TargetType } from './target.type.js';

registerEnumType(RetentionClass, {
  name: 'RetentionClass',
  description: '个人信息的保存类别。Kinds of personal data by how long they are kept.',
  valuesConfig: Object.fromEntries(
    Object.entries(retentionRules).map(([name, { zh, en }]) => [name, { description: `${zh}: ${en}` }]),
  ) as never,
});

@ObjectType('PersonalRecord', {
  description: '一份加密的个人信息，不含内容。A record of encrypted personal data, without what it holds.',
})
export class PersonalRecordType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RetentionClass, { description: '保存类别。What it is.' })
  retention!: RetentionClass;

  @Field(() => DateTime, { description: '保存时间。Since when it is kept.' })
  createdAt!: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '保存至；期限未起算的没有。The last day on which it is kept; absent while its term has not begun.',
  })
  keepToOn?: string | null;

  @Field(() => DateTime, { nullable: true, description: '密钥销毁时间。When its key was destroyed.' })
  destroyedAt?: Date | null;

  @Field(() => String, { description: '保存依据。The basis on which it is kept.' })
  legalBasis!: string;
}

@ObjectType({ description: '关于某自然人所保存的。What is held of a natural person.' })
export class PersonHeld {
  @Field(() => RealWorldId, { description: '标识：号码的摘要。The id, a digest of the number.' })
  realId!: string;

  @Field(() => [TargetType], {
    description:
      '名录库中的本人及其下的对象，最多 100 个。The person and what is below, in the pools of one’s area.',
  })
  targets!: TargetType[];

  @Field(() => [PersonalRecordType], { description: '加密保存的个人信息，最多 100 份。Encrypted records.' })
  records!: PersonalRecordType[];

  @Field(() => Int, { description: '登记的检查次数。Visits in the register.' })
  visitCount!: number;

  @Field(() => Int, {
    description: '被查看的次数（每账户每小时计一次）。How often the person was looked up.',
  })
  readingCount!: number;
}

/** The row as it is told, with the basis of its class. */
export function told(record: PersonalRecord): PersonalRecordType {
  return { ...record, legalBasis: retentionRules[record.retention].legalBasis };
}

export const PersonalRecordsOfResult = resultUnion('PersonalRecordsOfResult', () => [
  PersonHeld,
  TargetInvalid,
]);
