import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Hex } from '../../shared/scalars.js';
import { EvidenceKind } from '../evidence/evidence.kinds.js';

/** As what an event names a piece of evidence. */
export enum AttachedForm {
  PHOTO = 'PHOTO',
  VIDEO = 'VIDEO',
  DOCUMENT = 'DOCUMENT',
  PARTY_SIGNATURE = 'PARTY_SIGNATURE',
}

registerEnumType(AttachedForm, {
  name: 'AttachedForm',
  description: '现场事件所附证据的形式。As what an event names evidence.',
  valuesConfig: {
    PHOTO: { description: '照片。A photo.' },
    VIDEO: { description: '录像、录音。A recording.' },
    DOCUMENT: { description: '文件。A document.' },
    PARTY_SIGNATURE: { description: '当事人签名图片。The picture of the party’s signature.' },
  },
});

/** How what events name and what was uploaded fit. */
export enum EvidencePlight {
  ARRIVED = 'ARRIVED',
  AWAITED = 'AWAITED',
  OTHER_CONTENT = 'OTHER_CONTENT',
  OTHER_KIND = 'OTHER_KIND',
  WITHDRAWN = 'WITHDRAWN',
  UNNAMED = 'UNNAMED',
}

registerEnumType(EvidencePlight, {
  name: 'EvidencePlight',
  description: '证据是否到齐、相符。How what events name and what was uploaded fit.',
  valuesConfig: {
    ARRIVED: { description: '已到，内容相符。It is there, with the content that the event names.' },
    AWAITED: { description: '尚未上传。It has not been uploaded yet.' },
    OTHER_CONTENT: { description: '内容与事件所记不同。Other content was uploaded under its id.' },
    OTHER_KIND: { description: '种类不符。What was uploaded is of another kind.' },
    WITHDRAWN: { description: '已撤回。It was withdrawn.' },
    UNNAMED: { description: '已上传，无事件提及。Uploaded, and named by no event.' },
  },
});

@ObjectType('VisitEvidence', {
  description:
    '现场事件所附的证据，及无事件提及的上传。Evidence that events name, and uploads that none names.',
})
export class VisitEvidenceType {
  @Field(() => ID, { description: '客户端编号。By which the device knows it.' })
  clientId!: string;

  @Field(() => ID, { nullable: true, description: '所据事件；没有的为空。The event that names it, if any.' })
  event?: string | null;

  @Field(() => AttachedForm, { nullable: true, description: '事件所记形式。As what the event names it.' })
  form?: AttachedForm | null;

  @Field(() => Hex, { description: '原件的 SHA-256。SHA-256 of the file as it was taken.' })
  sha256!: string;

  @Field(() => EvidencePlight, { description: '是否到齐、相符。How it stands.' })
  plight!: EvidencePlight;

  @Field(() => ID, {
    nullable: true,
    description:
      '已到证据的标识，用于查看；未到的为空。By which it is looked at; absent where nothing arrived.',
  })
  evidenceId?: string | null;
}

@ObjectType('ResultEvidence', {
  description: '结果所依据的一份证据。A piece of evidence that a result rests on.',
})
export class ResultEvidenceType {
  @Field(() => ID, { description: '证据的标识。Its id.' })
  evidenceId!: string;

  @Field(() => EvidenceKind, { description: '种类。Its kind.' })
  kind!: EvidenceKind;

  @Field(() => Hex, { description: '原件的 SHA-256。SHA-256 of the file as it was taken.' })
  sha256!: string;
}
