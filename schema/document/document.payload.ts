import { Field, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../account/index.js';
import {
  CampaignNotFound,
  CampaignRuleInvalid,
  CampaignStateWrong,
  CampaignType,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  RolesUnfilled,
} from '../plan/index.js';
import { UnknownUpload } from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import {
  ApprovalChainInvalid,
  ApprovedBefore,
  DeputyEnded,
  NothingToApprove,
  NotYourStep,
  UrgencyNotAllowed,
} from './approval/approval.errors.js';
import { NothingToCollate } from './collation/collation.errors.js';
import {
  DocumentNotFound,
  DocumentStateWrong,
  EntryUnknown,
  NothingToPrepare,
  NoVersionToSign,
  NumberForOne,
  VisitNotOfCampaign,
} from './document.errors.js';
import {
  ApprovalChainType,
  CollationType,
  DocumentNumberType,
  DocumentTemplateType,
  DocumentType,
  NumberRuleType,
} from './document.type.js';
import {
  NumberNotFound,
  NumberPatternInvalid,
  NumberRuleMissing,
  NumberUsed,
  NumberVoid,
} from './number/number.errors.js';
import { ScanFileInvalid, ScanNotOurs, ScanWithoutMark } from './scan/scan.errors.js';
import {
  CharacterUnprintable,
  TemplateFieldUnknown,
  TemplateFileInvalid,
  TemplateNameNeeded,
  TemplateNotFound,
} from './template/template.errors.js';

@ObjectType({ description: '文书已制作。Papers were made.' })
export class DocumentsPrepared {
  @Field(() => [DocumentType], { description: '文书，最多列 100 份。The papers, the first hundred.' })
  documents!: DocumentType[];

  @Field(() => Int, { description: '本次制作的份数。How many were made.' })
  preparedCount!: number;

  @Field(() => Int, { description: '尚未制作的份数，再次办理即可。How many are left for the next act.' })
  leftCount!: number;
}

@ObjectType({ description: '文书已作废。The paper is void.' })
export class DocumentVoided {
  @Field(() => DocumentType, { description: '该文书。The paper.' })
  document!: DocumentType;
}

@ObjectType({ description: '已审批。Approved at its step.' })
export class DocumentApproved {
  @Field(() => DocumentType, { description: '该文书。The paper.' })
  document!: DocumentType;
}

@ObjectType({ description: '任务的文书已一并审批。Papers of a campaign were approved in one act.' })
export class CampaignDocumentsApproved {
  @Field(() => Int, { description: '份数。How many.' })
  approvedCount!: number;
}

@ObjectType({ description: '任务及其文书已一并批准。A campaign and its papers were approved in one act.' })
export class CampaignApprovedWithDocuments {
  @Field(() => CampaignType, { description: '该任务。The campaign.' })
  campaign!: CampaignType;

  @Field(() => Int, { description: '一并批准的文书份数。How many papers.' })
  documentCount!: number;
}

@ObjectType({ description: '审批链已设置。The chain was set.' })
export class ApprovalChainSet {
  @Field(() => ApprovalChainType, { description: '该审批链。The chain.' })
  chain!: ApprovalChainType;
}

@ObjectType({ description: '文号规则已设置。The rules were set.' })
export class NumberRulesSet {
  @Field(() => [NumberRuleType], { description: '本部门的全部规则。All rules of the department.' })
  rules!: NumberRuleType[];
}

@ObjectType({ description: '文号已预留。Numbers were reserved.' })
export class NumbersReserved {
  @Field(() => [DocumentNumberType], { description: '这些文号。The numbers.' })
  numbers!: DocumentNumberType[];
}

@ObjectType({ description: '文号已作废。The number is void.' })
export class NumberVoided {
  @Field(() => DocumentNumberType, { description: '该文号。The number.' })
  number!: DocumentNumberType;
}

@ObjectType({ description: '模板已采用为新版本。The file is the next version of the form.' })
export class TemplateUploaded {
  @Field(() => DocumentTemplateType, { description: '该版本。The version.' })
  template!: DocumentTemplateType;
}

@ObjectType({ description: '合并打印已开始。The printing has begun.' })
export class CollationRequested {
  @Field(() => CollationType, { description: '该合并打印。The collation.' })
  collation!: CollationType;
}

@ObjectType({ description: '签字件已收。Signed sheets were taken.' })
export class ScanAttached {
  @Field(() => [DocumentType], { description: '所涉文书。The papers.' })
  documents!: DocumentType[];

  @Field(() => [Int], { description: '没有认出二维码的页。Pages whose QR could not be read.' })
  unreadPages!: number[];
}

@ObjectType({ description: '盖章文件已收。The stamped file was taken.' })
export class StampedAttached {
  @Field(() => DocumentType, { description: '该文书。The paper.' })
  document!: DocumentType;
}

export const PrepareDocumentsResult = resultUnion('PrepareDocumentsResult', () => [
  DocumentsPrepared,
  CampaignNotFound,
  VisitNotOfCampaign,
  NothingToPrepare,
  NoVersionToSign,
  EntryUnknown,
  TemplateNameNeeded,
  TemplateNotFound,
  NumberRuleMissing,
  NumberForOne,
  NumberNotFound,
  NumberUsed,
  NumberVoid,
  CharacterUnprintable,
  UrgencyNotAllowed,
]);

export const VoidDocumentResult = resultUnion('VoidDocumentResult', () => [
  DocumentVoided,
  DocumentNotFound,
  DocumentStateWrong,
]);

export const ApproveDocumentResult = resultUnion('ApproveDocumentResult', () => [
  DocumentApproved,
  DocumentNotFound,
  DocumentStateWrong,
  NotYourStep,
  DeputyEnded,
  ApprovedBefore,
]);

export const ApproveCampaignDocumentsResult = resultUnion('ApproveCampaignDocumentsResult', () => [
  CampaignDocumentsApproved,
  NothingToApprove,
  DocumentStateWrong,
  NotYourStep,
  DeputyEnded,
  ApprovedBefore,
]);

export const ApproveCampaignWithDocumentsResult = resultUnion('ApproveCampaignWithDocumentsResult', () => [
  CampaignApprovedWithDocuments,
  CampaignNotFound,
  CampaignStateWrong,
  SeparationOfDuties,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  CampaignRuleInvalid,
  RolesUnfilled,
]);

export const SetApprovalChainResult = resultUnion('SetApprovalChainResult', () => [
  ApprovalChainSet,
  ApprovalChainInvalid,
]);

export const SetNumberRulesResult = resultUnion('SetNumberRulesResult', () => [
  NumberRulesSet,
  NumberPatternInvalid,
]);

export const ReserveNumbersResult = resultUnion('ReserveNumbersResult', () => [
  NumbersReserved,
  NumberRuleMissing,
  NumberUsed,
]);

export const VoidNumberResult = resultUnion('VoidNumberResult', () => [
  NumberVoided,
  NumberNotFound,
  NumberUsed,
  NumberVoid,
]);

export const UploadTemplateResult = resultUnion('UploadTemplateResult', () => [
  TemplateUploaded,
  UnknownUpload,
  TemplateNameNeeded,
  TemplateFileInvalid,
  TemplateFieldUnknown,
  CharacterUnprintable,
]);

export const RequestCollationResult = resultUnion('RequestCollationResult', () => [
  CollationRequested,
  CampaignNotFound,
  NothingToCollate,
]);

export const AttachScanResult = resultUnion('AttachScanResult', () => [
  ScanAttached,
  UnknownUpload,
  ScanFileInvalid,
  ScanWithoutMark,
  ScanNotOurs,
  DocumentNotFound,
  DocumentStateWrong,
]);

export const AttachStampedResult = resultUnion('AttachStampedResult', () => [
  StampedAttached,
  UnknownUpload,
  ScanFileInvalid,
  DocumentNotFound,
  DocumentStateWrong,
]);
