import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { ReadingWay } from '../personal/index.js';
import { Role } from '../shared/roles.js';
import { DateTime } from '../shared/scalars.js';

registerEnumType(ReadingWay, {
  name: 'ReadingWay',
  description: '由何处看到。By which way something was shown.',
  valuesConfig: {
    OWN_ASSIGNMENTS: { description: '我的检查任务。The officer’s own assignments.' },
    ASSIGNMENTS: { description: '检查任务列表。A list of assignments.' },
    SLIP: { description: '抽取凭证。The slip.' },
    HANDED_LIST: { description: '下达名单的各行。Rows of a list that was handed down.' },
    DRAWN_UNITS: { description: '抽中与候补的对象。Units drawn and in reserve.' },
    DRAW_FILE: { description: '抽取的限阅文件。A restricted file of the draw.' },
    NATURAL_PERSON: { description: '自然人信息。A natural person.' },
    INTEREST: { description: '回避申报。A sealed interest.' },
    PERSONAL_RECORD: { description: '加密的个人信息。Encrypted personal data.' },
    DOCUMENT: { description: '文书。A paper.' },
    EVIDENCE: { description: '检查证据。Evidence of a visit.' },
  },
});

@ObjectType('Knower', {
  description: '检查前已知悉对象的人员。Somebody who knew a confidential target before its visit.',
})
export class KnowerType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '账户。The account.' })
  accountId!: string;

  @Field(() => String, { description: '当时的姓名。The name at that time.' })
  accountName!: string;

  @Field(() => [Role], { description: '当时的岗位角色。The roles at that time.' })
  roles!: Role[];

  @Field(() => ReadingWay, { description: '由何处看到。How.' })
  way!: ReadingWay;

  @Field(() => ID, { nullable: true, description: '检查任务；看到全部结果的没有。Absent: the whole draw.' })
  assignmentId?: string | null;

  @Field(() => DateTime, { description: '自何时起知悉。Since when.' })
  since!: Date;
}

export const KnowerConnection = connectionOf('Knower', () => KnowerType);
