import { ArrayMaxSize, IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, DateTime, Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { CertificateInput } from './inspector.input.js';
import { InterestKind, LeaveKind } from './inspector.states.js';

@InputType({
  description: '要办理的那一条，及打开时的修改时间。A row, and when it was changed last as it was read.',
})
export class SeenRowInput {
  @Field(() => Id, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DateTime, { description: '打开时的修改时间。`updatedAt` as it was read.' })
  expectedUpdatedAt!: Date;
}

@InputType({ description: '改正或换发的证件。A certificate that is corrected or renewed.' })
export class ChangeCertificateInput extends CertificateInput {
  @Field(() => Id, { description: '证件。The certificate.' })
  id!: string;

  @Field(() => DateTime, { description: '打开时的修改时间。`updatedAt` as it was read.' })
  expectedUpdatedAt!: Date;
}

@InputType({ description: '请休假。Days on which an officer is away.' })
export class EnterLeaveInput {
  @Field(() => Id, { description: '执法人员。The inspector.' })
  inspectorId!: string;

  @Field(() => LeaveKind, { description: '种类。Why.' })
  kind!: LeaveKind;

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日。The last day.' })
  toOn!: string;
}

@InputType({ description: '借调的日期、区域与文号。Days, districts and document of a secondment.' })
class SecondmentDaysInput {
  @IsOptional()
  @ArrayMaxSize(200)
  @MaxLength(32, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '在借入部门的执法区域；空为全部。Districts served there; empty means all.',
  })
  districts?: string[];

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日。The last day.' })
  toOn!: string;

  @MinLength(2)
  @MaxLength(100)
  @Field(() => Text, { description: '借调文号。The document it rests on.' })
  documentNo!: string;
}

@InputType({ description: '借调本部门人员至另一部门。Sends an officer of one’s own to another department.' })
export class SecondInspectorInput extends SecondmentDaysInput {
  @Field(() => Id, { description: '执法人员。The inspector.' })
  inspectorId!: string;

  @MaxLength(64)
  @Field(() => Text, { description: '借入部门的代码。The code of the host.' })
  hostCode!: string;
}

@InputType({ description: '变更借调。A secondment that is changed.' })
export class ChangeSecondmentInput extends SecondmentDaysInput {
  @Field(() => Id, { description: '借调。The secondment.' })
  id!: string;

  @Field(() => DateTime, { description: '打开时的修改时间。`updatedAt` as it was read.' })
  expectedUpdatedAt!: Date;
}

@InputType({ description: '申报利害关系。An interest to declare.' })
export class DeclareInterestInput {
  @Field(() => RealWorldId, {
    description: '对象；主体的及于其下全部。The target; of an entity it covers all that is below.',
  })
  targetRealId!: string;

  @Field(() => InterestKind, { description: '种类。Its kind.' })
  kind!: InterestKind;

  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '原因，保密。The reason; sealed.' })
  reason?: string;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '起始日，不填为今天；曾任职的填离任之日。The first day, today when absent; of a former post its end.',
  })
  fromOn?: string;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '终止日；曾任职的按规则到期。The last day; that of a former post follows from its rule.',
  })
  endsOn?: string;
}

@InputType({ description: '由安全保密管理员登记。An interest that the security administrator enters.' })
export class EnterInterestInput extends DeclareInterestInput {
  @Field(() => Id, { description: '执法人员。The inspector.' })
  inspectorId!: string;
}

@InputType({ description: '终止申报；不删除。Ends an interest; it is never deleted.' })
export class EndInterestInput extends SeenRowInput {
  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '终止日，不填为今天。The last day; today when absent.',
  })
  endsOn?: string;
}
