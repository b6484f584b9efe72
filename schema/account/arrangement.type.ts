import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { DepartmentEnded, UnknownDepartment } from '../department/index.js';
import { resultUnion } from '../shared/result-union.js';
import { Role } from '../shared/roles.js';
import { CalendarDate, DateTime } from '../shared/scalars.js';
import { AccountNotFound, RoleConflict } from './account.errors.js';
import {
  ActingAccountUnfit,
  ArrangementApprovedAlready,
  ArrangementDaysInvalid,
  ArrangementNotFound,
  ArrangementOver,
  DeputyOfDeputy,
  OwnArrangement,
  RoleNotArrangeable,
} from './arrangement.errors.js';
import { ArrangementKind } from './arrangement.states.js';
import { RoleAbsent } from './roles.errors.js';

@ObjectType('Arrangement', {
  description:
    '代理、代行安排。Somebody holds roles in a department’s matters that are not theirs, for some days.',
})
export class ArrangementType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ArrangementKind, { description: '种类。Its kind.' })
  kind!: ArrangementKind;

  @Field(() => [Role], { description: '角色。Which roles.' })
  roles!: Role[];

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日，含当日。The last day.' })
  toOn!: string;

  @Field(() => String, { description: '文号。The number of its document.' })
  documentNo!: string;

  @Field(() => String, { description: '原因。Why.' })
  reason!: string;

  @Field(() => DateTime, { description: '登记时间。When it was recorded.' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '批准时间；未批准的不生效。Absent until approved.' })
  approvedAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: '提前终止时间。When it was ended before its last day.',
  })
  endedAt?: Date | null;
}

@ObjectType({ description: '安排已登记，待批准。Recorded; somebody else approves it.' })
export class ArrangementRecorded {
  @Field(() => ArrangementType, { description: '该安排。The arrangement.' })
  arrangement!: ArrangementType;
}

@ObjectType({ description: '安排已批准。The arrangement was approved.' })
export class ArrangementApproved {
  @Field(() => ArrangementType, { description: '该安排。The arrangement.' })
  arrangement!: ArrangementType;
}

@ObjectType({ description: '安排已终止。The arrangement was ended.' })
export class ArrangementEnded {
  @Field(() => ArrangementType, { description: '该安排。The arrangement.' })
  arrangement!: ArrangementType;
}

export const ArrangementConnection = connectionOf('Arrangement', () => ArrangementType);

export const RecordArrangementResult = resultUnion('RecordArrangementResult', () => [
  ArrangementRecorded,
  RoleNotArrangeable,
  ArrangementDaysInvalid,
  UnknownDepartment,
  DepartmentEnded,
  AccountNotFound,
  OwnArrangement,
  ActingAccountUnfit,
  DeputyOfDeputy,
  RoleAbsent,
  RoleConflict,
]);

export const ApproveArrangementResult = resultUnion('ApproveArrangementResult', () => [
  ArrangementApproved,
  ArrangementNotFound,
  ArrangementOver,
  ArrangementApprovedAlready,
  OwnArrangement,
  RoleConflict,
]);

export const EndArrangementResult = resultUnion('EndArrangementResult', () => [
  ArrangementEnded,
  ArrangementNotFound,
  ArrangementOver,
]);
