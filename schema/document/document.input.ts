import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { ApprovalStep } from './approval/approval.steps.js';
import { DocumentKind, DocumentSubject } from './document.kinds.js';

@InputType({ description: '填写的字段。A field that is entered.' })
export class DocumentEntryInput {
  @Length(1, 40)
  @Field(() => Text, { description: '字段名称。Its name.' })
  field!: string;

  @MaxLength(4000)
  @Field(() => Text, { description: '内容。What it says.' })
  text!: string;
}

@InputType({ description: '制作文书。Papers to make.' })
export class PrepareDocumentsInput {
  @Field(() => Id, { description: '任务。The campaign.' })
  campaignId!: string;

  @Field(() => DocumentKind, { description: '种类。Their kind.' })
  kind!: DocumentKind;

  @IsOptional()
  @Length(1, 60)
  @Field(() => Text, {
    nullable: true,
    description: '自用文书的名称。Name of a paper of the department’s own.',
  })
  name?: string | null;

  @Field(() => Id, { nullable: true, description: '一次检查；不填为全部。One visit; all when absent.' })
  assignmentId?: string | null;

  @IsOptional()
  @Length(1, 80)
  @Field(() => Text, { nullable: true, description: '预留的文号；不填由系统取号。A reserved number.' })
  number?: string | null;

  @ArrayMaxSize(40)
  @ValidateNested()
  @Field(() => [DocumentEntryInput], {
    defaultValue: [],
    description: '填写的字段。Fields that are entered.',
  })
  entries!: DocumentEntryInput[];

  @Field(() => Boolean, { defaultValue: false, description: '紧急检查，事后补批。An urgent check.' })
  isUrgent!: boolean;
}

@InputType({ description: '作废文书。A paper to void.' })
export class VoidDocumentInput {
  @Field(() => Id, { description: '文书。The paper.' })
  id!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '审批文书。A paper to approve.' })
export class ApproveDocumentInput {
  @Field(() => Id, { description: '文书。The paper.' })
  id!: string;

  @Length(1, 200)
  @Field(() => Text, { defaultValue: '同意', description: '意见。The opinion.' })
  opinion!: string;
}

@InputType({ description: '一并审批任务的文书。Papers of a campaign to approve.' })
export class ApproveCampaignDocumentsInput {
  @Field(() => Id, { description: '任务。The campaign.' })
  campaignId!: string;

  @Length(1, 200)
  @Field(() => Text, { defaultValue: '同意', description: '意见。The opinion.' })
  opinion!: string;
}

@InputType({ description: '审批环节。A step of a chain.' })
export class ChainStepInput {
  @Field(() => ApprovalStep, { description: '环节。The step.' })
  step!: ApprovalStep;

  @Length(1, 64)
  @Field(() => Text, { description: '审批人的用户名。Whose it is, by username.' })
  username!: string;
}

@InputType({ description: '设置审批链。A chain to set.' })
export class SetApprovalChainInput {
  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @ArrayMaxSize(5)
  @ValidateNested()
  @Field(() => [ChainStepInput], { description: '各环节，依次。The steps in order.' })
  steps!: ChainStepInput[];

  @Field(() => Boolean, { description: '随任务一并批准。Approved with the campaign.' })
  withCampaign!: boolean;

  @IsOptional()
  @Min(1)
  @Max(30)
  @Field(() => Int, {
    nullable: true,
    description: '紧急检查补批的工作日数。Working days of an approval afterwards.',
  })
  afterwardsDays?: number | null;

  @IsOptional()
  @Length(1, 200)
  @Field(() => Text, { nullable: true, description: '补批的依据。By which rule.' })
  afterwardsBasis?: string | null;
}

@InputType({ description: '一种文书的文号规则。The rule of one kind.' })
export class NumberRuleInput {
  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @Length(5, 60)
  @Field(() => Text, { description: '规则，如“湛市监检通〔{年}〕{号}号”。The pattern.' })
  pattern!: string;
}

@InputType({ description: '设置文号规则。Rules for numbers.' })
export class SetNumberRulesInput {
  @IsOptional()
  @Length(1, 20)
  @Field(() => Text, {
    nullable: true,
    description:
      '机关代字，如“湛市监”，据此设置各种文书的规则。The short name of the authority: rules of every kind follow from it.',
  })
  shortName?: string | null;

  @ArrayMaxSize(20)
  @ValidateNested()
  @Field(() => [NumberRuleInput], {
    defaultValue: [],
    description: '逐种设置，优先于代字。Kind by kind, before the short name.',
  })
  rules!: NumberRuleInput[];
}

@InputType({ description: '预留文号。Numbers to reserve.' })
export class ReserveNumbersInput {
  @Field(() => DocumentKind, { description: '文书种类。Of which kind.' })
  kind!: DocumentKind;

  @Min(1)
  @Max(100)
  @Field(() => Int, { description: '个数，最多 100。How many, at most 100.' })
  count!: number;

  @Length(1, 200)
  @Field(() => Text, { description: '用途。What for.' })
  purpose!: string;
}

@InputType({ description: '作废预留文号。A reserved number to void.' })
export class VoidNumberInput {
  @Field(() => Id, { description: '文号。The number.' })
  id!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '上传的模板。A template that was uploaded.' })
export class UploadTemplateInput {
  @Field(() => DocumentKind, { description: '种类。Its kind.' })
  kind!: DocumentKind;

  @IsOptional()
  @Length(1, 60)
  @Field(() => Text, {
    nullable: true,
    description: '自用文书的名称；基本文书不填。Name of a paper of one’s own.',
  })
  name?: string | null;

  @Field(() => DocumentSubject, {
    nullable: true,
    description: '自用文书所涉，默认为一次检查。What it is about; a visit when absent.',
  })
  subject?: DocumentSubject | null;

  @Field(() => Id, { description: '上传的 .docx 文件。The uploaded .docx file.' })
  uploadId!: string;
}

@InputType({ description: '合并打印。Papers to print in one file.' })
export class RequestCollationInput {
  @Field(() => Id, { description: '任务。The campaign.' })
  campaignId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [DocumentKind], { description: '文书种类。Which kinds.' })
  kinds!: DocumentKind[];
}

@InputType({ description: '收回的签字件。Signed sheets that came back.' })
export class AttachScanInput {
  @Field(() => Id, { description: '上传的 PNG、JPEG 或 PDF 文件。The uploaded file: PNG, JPEG or PDF.' })
  uploadId!: string;

  @Field(() => Id, {
    nullable: true,
    description: '无法识别二维码时指明文书。Which paper, where no QR can be read.',
  })
  documentId?: string | null;
}

@InputType({ description: '盖章文件。A stamped file.' })
export class AttachStampedInput {
  @Field(() => Id, { description: '文书。The paper.' })
  documentId!: string;

  @Field(() => Id, { description: '上传的 PDF 或 OFD 文件。The uploaded file: PDF or OFD.' })
  uploadId!: string;
}
