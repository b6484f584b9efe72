import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { DateTime, Hex } from '../shared/scalars.js';

/** What an event is; the catalogue says it of each kind. */
export enum AuditClassName {
  DEED = 'DEED',
  SECURITY = 'SECURITY',
  READING = 'READING',
}

registerEnumType(AuditClassName, {
  name: 'AuditClass',
  description: '审计事件的类别。What an audit event is.',
  valuesConfig: {
    DEED: { description: '办理: something was changed' },
    SECURITY: { description: '安全: sign-ins, keys, and what was refused' },
    READING: { description: '查阅: something was only read' },
  },
});

@ObjectType('AuditEvent', { description: '审计事件：谁在何时做了什么。Who did what, and when.' })
export class AuditEventType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => Int, { description: '序号，从 1 起，无缺。Its place, from 1 without a gap.' })
  seq!: number;

  @Field(() => DateTime, { description: '时刻：该步骤开始时。The instant of its step.' })
  at!: Date;

  @Field(() => String, { description: '事件代码，见目录。Its kind, of the catalogue.' })
  kind!: string;

  @Field(() => String, { description: '操作者的类别。What acted: account, system, command, anonymous.' })
  actorKind!: string;

  @Field(() => String, { description: '操作者的用户名。Who acted.' })
  actorName!: string;

  @Field(() => ID, {
    nullable: true,
    description: '账户；不是账户所为则为空。The account, where it was one.',
  })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: '操作者的部门；没有则为空。The actor’s department.' })
  departmentId?: string | null;

  @Field(() => String, { description: '所涉事物的类别。What it is about.' })
  subjectKind!: string;

  @Field(() => String, { description: '所涉事物的标识。Which one.' })
  subjectId!: string;

  @Field(() => Hex, { description: '叶哈希。SHA-256 of 0x00 and the text.' })
  leafHash!: string;

  @Field(() => Hex, { description: '链哈希。SHA-256 of the chain before and the leaf hash.' })
  chainHash!: string;
}

export const AuditEventConnection = connectionOf('AuditEvent', () => AuditEventType);

@ObjectType({ description: '事件在检查点之内的证明。Shows that an event stands in a checkpoint’s record.' })
export class AuditInclusion {
  @Field(() => AuditEventType, { description: '事件。The event.' })
  event!: AuditEventType;

  @Field(() => Int, { description: '检查点的事件数。How many events the checkpoint covers.' })
  size!: number;

  @Field(() => Hex, { description: '树根。The root.' })
  root!: string;

  @Field(() => String, { description: '签名的检查点。The signed checkpoint.' })
  note!: string;

  @Field(() => [Hex], { description: '路径，自叶而上（RFC 9162）。The path, from the leaf up.' })
  path!: string[];
}
