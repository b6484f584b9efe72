import type { NaturalTerm } from '../../scheduler/calendar/index.js';

/** Kinds of personal data by how long they are kept. */
export enum RetentionClass {
  PERSON_NUMBER = 'PERSON_NUMBER',
  PHONE = 'PHONE',
  PHOTO = 'PHOTO',
  SIGNATURE = 'SIGNATURE',
}

/** How long a kind of personal data is kept, since when, and on what basis. */
export interface RetentionRule {
  readonly version: number;
  readonly zh: string;
  readonly en: string;
  readonly term: NaturalTerm;
  /** What begins the term. Until then the data serves its purpose. */
  readonly begins: { readonly zh: string; readonly en: string };
  readonly legalBasis: string;
  /** The law names this term itself. Where not, the term is the product's, for the authority to confirm. */
  readonly isLaw: boolean;
}

/** The shortest time that the purpose needs (个人信息保护法第十九条); shown in docs/privacy.md. */
export const retentionRules: Readonly<Record<RetentionClass, RetentionRule>> = {
  PERSON_NUMBER: {
    version: 1,
    zh: '自然人检查对象的证件号码',
    en: 'the number of a natural person who is a target',
    term: { count: 5, unit: 'year' },
    begins: { zh: '该自然人不再是任何在册对象之日', en: 'the day on which the person is no target any more' },
    legalBasis: '个人信息保护法第十九条；行政处罚法第三十六条（追责时效二年、五年）',
    isLaw: false,
  },
  PHONE: {
    version: 1,
    zh: '联系电话',
    en: 'a telephone number',
    term: { count: 1, unit: 'year' },
    begins: { zh: '事项办结之日', en: 'the day on which the matter was closed' },
    legalBasis: '个人信息保护法第六条、第十九条',
    isLaw: false,
  },
  PHOTO: {
    version: 1,
    zh: '拍有自然人的现场照片',
    en: 'a photo of a visit that shows a person',
    term: { count: 5, unit: 'year' },
    begins: { zh: '事项办结之日', en: 'the day on which the matter was closed' },
    legalBasis: '个人信息保护法第十九条；国办发〔2018〕118号（执法全过程记录，未定期限）',
    isLaw: false,
  },
  SIGNATURE: {
    version: 1,
    zh: '当事人签名',
    en: 'the signature of a party',
    term: { count: 10, unit: 'year' },
    begins: { zh: '事项办结之日', en: 'the day on which the matter was closed' },
    legalBasis: '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）：定期为三十年、十年',
    isLaw: false,
  },
};
