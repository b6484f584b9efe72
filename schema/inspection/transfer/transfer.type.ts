import { Field, ID, ObjectType, UseMiddleware } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { recordsPersonOf } from '../../registry/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime, RealWorldId } from '../../shared/scalars.js';
import { EvidenceNotStanding, EvidencePlaceMissing } from '../evidence/evidence.errors.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import {
  TransferBeforeConfirmation,
  TransferNotFound,
  TransferRecipientWrong,
  TransferSentAlready,
} from './transfer.errors.js';
import { TransferKind, TransferState } from './transfer.states.js';

const recordsPerson = recordsPersonOf(({ id, targetRealId }: TransferType) => ({
  realId: targetRealId,
  subject: { kind: 'transfer', id },
}));

@ObjectType('Transfer', { description: '移送、抄告。What goes to another department.' })
export class TransferType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => TransferKind, { description: '种类。What it is.' })
  kind!: TransferKind;

  @Field(() => String, { description: '接收单位。Who receives it.' })
  recipientName!: string;

  @Field(() => RealWorldId, { description: '检查对象的标识。Of whom.' })
  targetRealId!: string;

  @UseMiddleware(recordsPerson)
  @Field(() => String, { description: '检查对象。Its name.' })
  targetName!: string;

  @Field(() => String, { description: '事实。What was found.' })
  statement!: string;

  @Field(() => String, { description: '文号。Number of the letter.' })
  documentNo!: string;

  @Field(() => TransferState, { description: '状态。Where it stands.' })
  state!: TransferState;

  @Field(() => DateTime, { description: '发出时间。When it was sent.' })
  sentAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '答复时间；未答复的没有。When it was answered.' })
  answeredAt?: Date | null;

  @Field(() => String, { nullable: true, description: '答复；未答复的没有。The answer.' })
  answer?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: '答复所附材料的 SHA-256。Of each piece of evidence of the answer.',
  })
  answerEvidence?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '其中已上传的。Those that lie in this system.' })
  answerEvidenceIds?: string[] | null;

  @Field(() => String, { nullable: true, description: '其余材料存放何处。Where the rest is kept, if any.' })
  answerKeptElsewhere?: string | null;
}

export const TransferConnection = connectionOf('Transfer', () => TransferType);

@ObjectType({ description: '已发出。Sent.' })
export class TransferSent {
  @Field(() => TransferType, { description: '移送、抄告。The transfer.' })
  transfer!: TransferType;
}

@ObjectType({ description: '已签收。Acknowledged.' })
export class TransferAcknowledged {
  @Field(() => TransferType, { description: '移送、抄告。The transfer.' })
  transfer!: TransferType;
}

@ObjectType({ description: '不予接收。Declined.' })
export class TransferDeclined {
  @Field(() => TransferType, { description: '移送、抄告。The transfer.' })
  transfer!: TransferType;
}

export const SendTransferResult = resultUnion('SendTransferResult', () => [
  TransferSent,
  AssignmentNotFound,
  TransferBeforeConfirmation,
  TransferRecipientWrong,
  TransferSentAlready,
]);

export const AcknowledgeTransferResult = resultUnion('AcknowledgeTransferResult', () => [
  TransferAcknowledged,
  TransferNotFound,
  EvidenceNotStanding,
  EvidencePlaceMissing,
]);

export const DeclineTransferResult = resultUnion('DeclineTransferResult', () => [
  TransferDeclined,
  TransferNotFound,
  EvidenceNotStanding,
  EvidencePlaceMissing,
]);
