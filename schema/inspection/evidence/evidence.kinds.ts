import { registerEnumType } from 'type-graphql';
import { RetentionClass } from '../../personal/index.js';

/** What a file is evidence of. */
export enum EvidenceKind {
  PHOTO = 'PHOTO',
  DOCUMENT = 'DOCUMENT',
  PARTY_SIGNATURE = 'PARTY_SIGNATURE',
  OFFICER_SIGNATURE = 'OFFICER_SIGNATURE',
  RECTIFICATION = 'RECTIFICATION',
  TRANSFER = 'TRANSFER',
  ALARM = 'ALARM',
}

registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: '证据种类。What a file is evidence of.',
  valuesConfig: {
    PHOTO: { description: '现场照片。A photo of the visit.' },
    DOCUMENT: { description: '文件、音视频。A document, or a recording of sound or film.' },
    PARTY_SIGNATURE: { description: '当事人签名图片。The signature of the party, as a picture.' },
    OFFICER_SIGNATURE: { description: '执法人员签名图片。The signature of an officer, as a picture.' },
    RECTIFICATION: {
      description: '整改、复核材料。Of a rectification: what was done, what the re-check saw.',
    },
    TRANSFER: { description: '移送、抄告的签收材料。Of a transfer: its receipt, its answer.' },
    ALARM: { description: '预警核查材料。Of an alarm: what looking into it brought up.' },
  },
});

/** Kinds that belong to a matter that follows a visit, and are taken while that matter is open. */
export const matterKinds = [EvidenceKind.RECTIFICATION, EvidenceKind.TRANSFER, EvidenceKind.ALARM] as const;

export type MatterKind = (typeof matterKinds)[number];

export function isOfMatter(kind: EvidenceKind): kind is MatterKind {
  return (matterKinds as readonly EvidenceKind[]).includes(kind);
}

/** Which kinds of file serve as evidence of a kind. */
export type EvidenceForm = 'PICTURE' | 'DOCUMENT' | 'EITHER';

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
  RECTIFICATION: { form: 'EITHER', retention: RetentionClass.DOCUMENT },
  TRANSFER: { form: 'EITHER', retention: RetentionClass.DOCUMENT },
  ALARM: { form: 'EITHER', retention: RetentionClass.DOCUMENT },
};

const pictures = ['image/jpeg', 'image/png', 'image/webp'];
const documents = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'video/mp4',
  'audio/mp4',
];

/** The types that are taken, as their bytes tell them. */
export const mediaTypes: Readonly<Record<EvidenceForm, readonly string[]>> = {
  PICTURE: pictures,
  DOCUMENT: documents,
  EITHER: [...pictures, ...documents],
};

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'video/mp4': 'mp4',
  'audio/mp4': 'm4a',
};

/** The ending of a file by what it is, whatever its device called it. */
export function endingOf(mediaType: string): string {
  return endings[mediaType] ?? 'bin';
}
