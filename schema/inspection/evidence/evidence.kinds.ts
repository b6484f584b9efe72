import { registerEnumType } from 'type-graphql';
import { RetentionClass } from '../../personal/index.js';

/** What a file is evidence of. */
export enum EvidenceKind {
  PHOTO = 'PHOTO',
  DOCUMENT = 'DOCUMENT',
  PARTY_SIGNATURE = 'PARTY_SIGNATURE',
  OFFICER_SIGNATURE = 'OFFICER_SIGNATURE',
}

registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: '证据种类。What a file is evidence of.',
  valuesConfig: {
    PHOTO: { description: '现场照片。A photo of the visit.' },
    DOCUMENT: { description: '文件、音视频。A document, or a recording of sound or film.' },
    PARTY_SIGNATURE: { description: '当事人签名图片。The signature of the party, as a picture.' },
    OFFICER_SIGNATURE: { description: '执法人员签名图片。The signature of an officer, as a picture.' },
  },
});

/** Which kinds of file serve as evidence of a kind. */
export type EvidenceForm = 'PICTURE' | 'DOCUMENT';

/** What is asked of a kind, and how long it is kept. */
export interface EvidenceKindRule {
  readonly form: EvidenceForm;
  readonly retention: RetentionClass;
}

export const evidenceKinds: Readonly<Record<EvidenceKind, EvidenceKindRule>> = {
  PHOTO: { form: 'PICTURE', retention: RetentionClass.PHOTO },
  DOCUMENT: { form: 'DOCUMENT', retention: RetentionClass.DOCUMENT },
  PARTY_SIGNATURE: { form: 'PICTURE', retention: RetentionClass.SIGNATURE },
  OFFICER_SIGNATURE: { form: 'PICTURE', retention: RetentionClass.SIGNATURE },
};

/** The types that are taken, as their bytes tell them. */
export const mediaTypes: Readonly<Record<EvidenceForm, readonly string[]>> = {
  PICTURE: ['image/jpeg', 'image/png', 'image/webp'],
  DOCUMENT: [
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'video/mp4',
    'audio/mp4',
  ],
};
