import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { EvidenceKind } from '../inspection/index.js';
import { CalendarDate, DateTime, Hex } from '../shared/scalars.js';
import { ApprovalStep } from './approval/approval.steps.js';
import { CollationState } from './collation/collation.entity.js';
import { DocumentKind, DocumentSubject } from './document.kinds.js';
import { DocumentState } from './document.states.js';
import { DossierEntryKind } from './dossier/dossier.service.js';
import { NumberState } from './number/number.states.js';

@ObjectType('DocumentApproval', { description: '一次审批。One approval of a paper.' })
export class DocumentApprovalType {
  @Field(() => Int, { description: '次序。Its place.' })
  place!: number;

  @Field(() => ApprovalStep, { description: '环节。The step.' })
  step!: ApprovalStep;

  @Field(() => String, { description: '审批人。Who.' })
  accountName!: string;

  @Field(() => ID, { nullable: true, description: '以代理身份审批所依的安排。The arrangement of a deputy.' })
  underId?: string | null;

  @Field(() => String, { description: '意见。The opinion.' })
  opinion!: string;

  @Field(() => DateTime, { description: '时间。When.' })
  approvedAt!: Date;
}

@ObjectType('Document', { description: '文书；内容另行调阅。A paper; what it says is fetched as a file.' })
export class DocumentType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DocumentKind, { description: '种类。Its kind.' })
  kind!: DocumentKind;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, { description: '文号。Its number.' })
  number!: string;

  @Field(() => DocumentState, { description: '状态。Where it stands.' })
  state!: DocumentState;

  @Field(() => ID, { description: '任务。Its campaign.' })
  campaign!: string;

  @Field(() => ID, {
    nullable: true,
    description: '检查任务；整个任务的文书没有。Its visit, if it is about one.',
  })
  assignment?: string | null;

  @Field(() => ID, { nullable: true, description: '所属的结果更正。The correction that it is a sheet of.' })
  correction?: string | null;

  @Field(() => Int, { nullable: true, description: '所记的结果版次。The version that it is to bear.' })
  resultVersion?: number | null;

  @Field(() => Int, { description: '所用模板的版本；0 为基本格式。Version of its form; 0 is the basic one.' })
  templateVersion!: number;

  @Field(() => String, { description: '内容与模板的 SHA-256。SHA-256 of content and form.' })
  contentHash!: string;

  @Field(() => Boolean, { description: '紧急检查，事后补批。An urgent check, approved afterwards.' })
  isUrgent!: boolean;

  @Field(() => CalendarDate, { nullable: true, description: '补批期限。By when the approval follows.' })
  approvalDueOn?: string | null;

  @Field(() => DateTime, { description: '制作时间。When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '批准时间。When it was approved.' })
  approvedAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: '签字件收齐的时间。When its last signed sheet came back.',
  })
  signedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '盖章文件的 SHA-256。SHA-256 of the stamped file.' })
  stampedHash?: string | null;

  @Field(() => String, { nullable: true, description: '作废理由。Why it is void.' })
  voidedFor?: string | null;
}

@ObjectType('DocumentScan', { description: '收回的一页签字件。A sheet that came back signed.' })
export class DocumentScanType {
  @Field(() => Int, { description: '第几页。Which page.' })
  page!: number;

  @Field(() => Int, { description: '共几页。Of how many.' })
  pageCount!: number;

  @Field(() => String, { description: '文件的 SHA-256。SHA-256 of the file.' })
  sha256!: string;

  @Field(() => Boolean, { description: '由二维码识别。Known by its QR.' })
  isByQr!: boolean;

  @Field(() => DateTime, { description: '收到时间。When.' })
  scannedAt!: Date;

  @Field(() => ID, { description: '文件。The file.' })
  file!: string;
}

@ObjectType('WordWarning', { description: 'PDF 与 Word 不同之处。What the PDF shows otherwise than Word.' })
export class WordWarningType {
  @Field(() => String, { description: 'Word 元素。The element of Word.' })
  element!: string;

  @Field(() => String, { description: '说明。In Chinese.' })
  zh!: string;

  @Field(() => String, { description: '英文说明。In English.' })
  en!: string;
}

@ObjectType('DocumentTemplate', {
  description: '本部门的文书模板，一个版本。One version of a department’s form.',
})
export class DocumentTemplateType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DocumentKind, { description: '种类。Its kind.' })
  kind!: DocumentKind;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => DocumentSubject, { description: '所涉。What it is about.' })
  subject!: DocumentSubject;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => String, { description: '文件的 SHA-256。SHA-256 of the file.' })
  sha256!: string;

  @Field(() => [String], { description: '所用字段。The fields it asks for.' })
  fields!: string[];

  @Field(() => [WordWarningType], { description: 'PDF 与 Word 不同之处。What its PDF shows otherwise.' })
  warnings!: WordWarningType[];

  @Field(() => DateTime, { description: '上传时间。When it was uploaded.' })
  createdAt!: Date;
}

@ObjectType('DocumentField', { description: '模板可用的字段。A field that a template may have.' })
export class DocumentFieldType {
  @Field(() => String, { description: '名称，写作 {名称}。Its name, in braces.' })
  name!: string;

  @Field(() => String, { description: '英文说明。In English.' })
  en!: string;

  @Field(() => Boolean, { description: '制作时填写。Entered when the paper is made.' })
  isEntered!: boolean;

  @Field(() => [String], { description: '重复部分的字段，写作 {#名称}…{/名称}。Fields of a repeated part.' })
  rows!: string[];
}

@ObjectType('NumberRule', { description: '文号规则。How numbers are written.' })
export class NumberRuleType {
  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @Field(() => String, { description: '规则，如“湛市监检通〔{年}〕{号}号”。The pattern.' })
  pattern!: string;
}

@ObjectType('DocumentNumber', { description: '一个文号。One number of a series.' })
export class DocumentNumberType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @Field(() => Int, { description: '年度。Its year.' })
  year!: number;

  @Field(() => Int, { description: '序号。Its place.' })
  no!: number;

  @Field(() => String, { description: '文号。As it is written.' })
  text!: string;

  @Field(() => NumberState, { description: '状态。How it stands.' })
  state!: NumberState;

  @Field(() => String, { nullable: true, description: '预留用途。What it is kept for.' })
  purpose?: string | null;

  @Field(() => ID, { nullable: true, description: '所用文书。The paper that has it.' })
  documentId?: string | null;

  @Field(() => String, { nullable: true, description: '作废理由。Why it is void.' })
  voidedFor?: string | null;
}

@ObjectType('ChainStep', { description: '审批链的一个环节。One step of a chain.' })
export class ChainStepType {
  @Field(() => ApprovalStep, { description: '环节。The step.' })
  step!: ApprovalStep;

  @Field(() => ID, { description: '审批人的账户。Whose it is.' })
  accountId!: string;
}

@ObjectType('ApprovalChain', { description: '一种文书的审批链。Who approves papers of a kind.' })
export class ApprovalChainType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @Field(() => [ChainStepType], { description: '各环节，依次。The steps in order.' })
  steps!: ChainStepType[];

  @Field(() => Boolean, { description: '随任务一并批准。Approved with the campaign.' })
  withCampaign!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: '紧急检查补批的工作日数。Working days of an approval afterwards.',
  })
  afterwardsDays?: number | null;

  @Field(() => String, { nullable: true, description: '补批的依据。By which rule.' })
  afterwardsBasis?: string | null;
}

@ObjectType('Collation', { description: '合并打印。The papers of a campaign in one PDF.' })
export class CollationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '任务。The campaign.' })
  campaign!: string;

  @Field(() => CollationState, { description: '状态。How it stands.' })
  state!: CollationState;

  @Field(() => Int, { description: '文书总数。Papers in all.' })
  totalCount!: number;

  @Field(() => Int, { description: '已完成数。Papers printed so far.' })
  doneCount!: number;

  @Field(() => Int, { description: '页数。Pages so far.' })
  pageCount!: number;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '完成时间。When it was made.' })
  doneAt?: Date | null;

  @Field(() => String, { nullable: true, description: '未能生成的原因。Why it could not be made.' })
  failure?: string | null;
}

@ObjectType('DossierEvidence', {
  description: '结果所依据的证据或签字文书，与结果一并保存。What a result rests on, kept together with it.',
})
export class DossierEvidenceType {
  @Field(() => ID, { nullable: true, description: '证据；签字文书的没有。The evidence; absent of a sheet.' })
  evidenceId?: string | null;

  @Field(() => EvidenceKind, { nullable: true, description: '证据种类。The kind of evidence.' })
  kind?: EvidenceKind | null;

  @Field(() => ID, { nullable: true, description: '凭以录入的签字文书。The signed sheet, if it is one.' })
  paperId?: string | null;

  @Field(() => Hex, { description: '原件的 SHA-256。SHA-256 of the file as it was taken.' })
  sha256!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '保存至何日；事项未办结的没有。Kept to this day; absent while its matter is open.',
  })
  keepToOn?: string | null;
}

@ObjectType('DossierEntry', { description: '一户一档的一条。One entry of an entity’s file.' })
export class DossierEntryType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DossierEntryKind, { description: '种类。Its kind.' })
  kind!: DossierEntryKind;

  @Field(() => DateTime, { description: '时间。When.' })
  at!: Date;

  @Field(() => String, {
    description: '文书名称、结果代码或检查发现。Name of a paper, code of a result, finding of a visit.',
  })
  title!: string;

  @Field(() => String, { nullable: true, description: '文号。Number of a paper.' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: '状态。How it stands.' })
  state?: string | null;

  @Field(() => ID, { description: '任务。Its campaign.' })
  campaignId!: string;

  @Field(() => ID, { description: '检查任务。Its visit.' })
  assignmentId!: string;

  @Field(() => [DossierEvidenceType], {
    description: '结果所依据的证据；文书、登记没有。What a result rests on; nothing of papers and visits.',
  })
  evidence!: readonly DossierEvidenceType[];
}

export const DocumentConnection = connectionOf('Document', () => DocumentType);
export const DocumentTemplateConnection = connectionOf('DocumentTemplate', () => DocumentTemplateType);
export const DocumentNumberConnection = connectionOf('DocumentNumber', () => DocumentNumberType);
export const CollationConnection = connectionOf('Collation', () => CollationType);
export const DossierEntryConnection = connectionOf('DossierEntry', () => DossierEntryType);
