import { IsIn, IsOptional, Length } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../shared/page.js';
import { DateTime, Id } from '../shared/scalars.js';
import { type AuditEventKind, auditEvents } from './audit.events.js';

@ArgsType()
export class AuditEventSearch extends PageArguments {
  @Field(() => DateTime, { nullable: true, description: '自此时刻起。From this instant on.' })
  fromAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '至此时刻之前。Before this instant.' })
  toAt?: Date | null;

  @IsOptional()
  @IsIn(Object.keys(auditEvents))
  @Field(() => String, { nullable: true, description: '事件代码，见 docs/audit-events.md。A kind of event.' })
  kind?: AuditEventKind | null;

  @IsOptional()
  @Length(1, 40)
  @Field(() => String, { nullable: true, description: '所涉事物的类别。What events are about.' })
  subjectKind?: string | null;

  @IsOptional()
  @Length(1, 255)
  @Field(() => String, { nullable: true, description: '所涉事物的标识。Which one they are about.' })
  subjectId?: string | null;

  @Field(() => Id, { nullable: true, description: '操作者的账户。The account that acted.' })
  accountId?: string | null;

  @Field(() => Id, { nullable: true, description: '操作者的部门。The department of who acted.' })
  departmentId?: string | null;
}
