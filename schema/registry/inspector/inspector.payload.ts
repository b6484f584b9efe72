import { Field, ObjectType } from 'type-graphql';
import { UnknownDepartment } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import {
  LeaveNotFound,
  LeaveOverlaps,
  SecondedHome,
  SecondedNumberTaken,
  SecondmentNotFound,
  SecondmentOverlaps,
} from './availability.errors.js';
import { CertificateNotFound, CertificateNumberTaken, CertificateStatusWrong } from './certificate.errors.js';
import {
  InspectorHasLeft,
  InspectorNotFound,
  LeavingIsADeparture,
  OfficerChangedMeanwhile,
  OfficerFieldInvalid,
  OfficerPeriodInvalid,
} from './inspector.errors.js';
import { CertificateType, InspectorType, LeaderRuleType, LeaveType } from './inspector.type.js';
import { InterestEndsInPast, InterestNotFound, OfficerAccountMissing } from './interest.errors.js';
import { InterestType } from './interest.type.js';
import { SecondmentType } from './secondment.type.js';

@ObjectType({ description: '已登记。Entered.' })
export class InspectorEntered {
  @Field(() => InspectorType, { description: '执法人员。The inspector.' })
  inspector!: InspectorType;
}

@ObjectType({ description: '已修改。Changed.' })
export class InspectorChanged {
  @Field(() => InspectorType, { description: '执法人员。The inspector.' })
  inspector!: InspectorType;
}

@ObjectType({ description: '规则已生效。The rule holds from now on.' })
export class LeaderRuleSet {
  @Field(() => LeaderRuleType, { description: '规则。The rule.' })
  rule!: LeaderRuleType;
}

@ObjectType({ description: '已登记证件。The certificate was added.' })
export class CertificateAdded {
  @Field(() => CertificateType, { description: '证件。The certificate.' })
  certificate!: CertificateType;
}

@ObjectType({ description: '证件已变更。The certificate was changed.' })
export class CertificateChanged {
  @Field(() => CertificateType, { description: '证件。The certificate.' })
  certificate!: CertificateType;
}

@ObjectType({ description: '已登记请休假。The leave was entered.' })
export class LeaveEntered {
  @Field(() => LeaveType, { description: '请休假。The leave.' })
  leave!: LeaveType;
}

@ObjectType({ description: '已取消请休假。The leave was cancelled.' })
export class LeaveCancelled {
  @Field(() => LeaveType, { description: '请休假。The leave.' })
  leave!: LeaveType;
}

@ObjectType({ description: '已借调。The inspector was seconded.' })
export class InspectorSeconded {
  @Field(() => SecondmentType, { description: '借调。The secondment.' })
  secondment!: SecondmentType;
}

@ObjectType({ description: '借调已变更。The secondment was changed.' })
export class SecondmentChanged {
  @Field(() => SecondmentType, { description: '借调。The secondment.' })
  secondment!: SecondmentType;
}

@ObjectType({ description: '借调已取消。The secondment was cancelled.' })
export class SecondmentCancelled {
  @Field(() => SecondmentType, { description: '借调。The secondment.' })
  secondment!: SecondmentType;
}

@ObjectType({ description: '已申报。Declared.' })
export class InterestDeclared {
  @Field(() => InterestType, { description: '申报。The declaration.' })
  interest!: InterestType;
}

@ObjectType({ description: '已终止。Ended.' })
export class InterestEnded {
  @Field(() => InterestType, { description: '申报。The declaration.' })
  interest!: InterestType;
}

const lockRefusals = [InspectorNotFound, InspectorHasLeft, OfficerChangedMeanwhile] as const;
const certificateFaults = [OfficerFieldInvalid, OfficerPeriodInvalid, CertificateNumberTaken] as const;

export const EnterInspectorResult = resultUnion('EnterInspectorResult', () => [
  InspectorEntered,
  UnknownDepartment,
  LeavingIsADeparture,
  ...certificateFaults,
]);

export const ChangeInspectorResult = resultUnion('ChangeInspectorResult', () => [
  InspectorChanged,
  ...lockRefusals,
  LeavingIsADeparture,
  OfficerFieldInvalid,
]);

export const SetLeaderRuleResult = resultUnion('SetLeaderRuleResult', () => [LeaderRuleSet]);

export const AddCertificateResult = resultUnion('AddCertificateResult', () => [
  CertificateAdded,
  ...lockRefusals,
  ...certificateFaults,
]);

export const ChangeCertificateResult = resultUnion('ChangeCertificateResult', () => [
  CertificateChanged,
  CertificateNotFound,
  CertificateStatusWrong,
  InspectorHasLeft,
  OfficerChangedMeanwhile,
  ...certificateFaults,
]);

export const EnterLeaveResult = resultUnion('EnterLeaveResult', () => [
  LeaveEntered,
  ...lockRefusals,
  OfficerPeriodInvalid,
  LeaveOverlaps,
]);

export const CancelLeaveResult = resultUnion('CancelLeaveResult', () => [
  LeaveCancelled,
  LeaveNotFound,
  InspectorHasLeft,
  OfficerChangedMeanwhile,
]);

export const SecondInspectorResult = resultUnion('SecondInspectorResult', () => [
  InspectorSeconded,
  ...lockRefusals,
  UnknownDepartment,
  SecondedHome,
  SecondedNumberTaken,
  OfficerPeriodInvalid,
  SecondmentOverlaps,
]);

export const ChangeSecondmentResult = resultUnion('ChangeSecondmentResult', () => [
  SecondmentChanged,
  SecondmentNotFound,
  InspectorHasLeft,
  OfficerChangedMeanwhile,
  OfficerPeriodInvalid,
  SecondmentOverlaps,
]);

export const CancelSecondmentResult = resultUnion('CancelSecondmentResult', () => [
  SecondmentCancelled,
  SecondmentNotFound,
  InspectorHasLeft,
  OfficerChangedMeanwhile,
]);

export const DeclareInterestResult = resultUnion('DeclareInterestResult', () => [
  InterestDeclared,
  OfficerAccountMissing,
  OfficerPeriodInvalid,
]);

export const EnterInterestResult = resultUnion('EnterInterestResult', () => [
  InterestDeclared,
  InspectorNotFound,
  OfficerPeriodInvalid,
]);

export const EndInterestResult = resultUnion('EndInterestResult', () => [
  InterestEnded,
  InterestNotFound,
  OfficerChangedMeanwhile,
  InterestEndsInPast,
]);
