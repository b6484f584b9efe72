import type { NaturalTerm } from '../../scheduler/calendar/index.js';

/** Kinds of personal data by how long they are kept. */
export enum RetentionClass {
  PERSON_NUMBER = 'PERSON_NUMBER',
  PHONE = 'PHONE',
  PHOTO = 'PHOTO',
  SIGNATURE = 'SIGNATURE',
  EMAIL = 'EMAIL',
  STATEMENT = 'STATEMENT',
  DECISION_PARTY = 'DECISION_PARTY',
  DOCUMENT = 'DOCUMENT',
  VISIT_NOTE = 'VISIT_NOTE',
  REFUSED_EVENT = 'REFUSED_EVENT',
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
  EMAIL: {
    version: 1,
    zh: '本人接收提醒的电子邮件地址',
    en: 'the address at which somebody wants to be told',
    term: { count: 1, unit: 'day' },
    begins: {
      zh: '本人撤回或账户停用之日，即时销毁',
      en: 'taken back, or its account closed: ended at once',
    },
    legalBasis: '个人信息保护法第十五条、第十九条、第四十七条',
    isLaw: false,
  },
  STATEMENT: {
    version: 1,
    zh: '变更申请的情况说明（可能涉及病情）',
    en: 'what speaks for a change after a dispatch; it may tell of an illness',
    term: { count: 2, unit: 'year' },
    begins: { zh: '申请办结之日', en: 'the day on which the request was settled' },
    legalBasis: '个人信息保护法第十九条、第二十八条；行政处罚法第三十六条（追责时效二年）',
    isLaw: false,
  },
  DECISION_PARTY: {
    version: 1,
    zh: '行政决定中的自然人信息与证件号码',
    en: 'what a decision says of natural persons, and numbers of papers',
    term: { count: 10, unit: 'year' },
    begins: { zh: '决定撤下之日', en: 'the day on which the decision was withdrawn' },
    legalBasis:
      '个人信息保护法第十九条；机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）：定期为三十年、十年',
    isLaw: false,
  },
  DOCUMENT: {
    version: 1,
    zh: '检查中取得的文件、音视频',
    en: 'a document or recording taken at a visit',
    term: { count: 10, unit: 'year' },
    begins: { zh: '事项办结之日', en: 'the day on which the matter was closed' },
    legalBasis: '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）：定期为三十年、十年',
    isLaw: false,
  },
  VISIT_NOTE: {
    version: 1,
    zh: '现场记录的文字与位置',
    en: 'words and places recorded on a visit',
    term: { count: 5, unit: 'year' },
    begins: { zh: '事项办结之日', en: 'the day on which the matter was closed' },
    legalBasis: '个人信息保护法第十九条；国办发〔2018〕118号（执法全过程记录，未定期限）',
    isLaw: false,
  },
  REFUSED_EVENT: {
    version: 1,
    zh: '未接收的现场事件的原文',
    en: 'an event of a visit that was not taken, as it came',
    term: { count: 2, unit: 'year' },
    begins: { zh: '收到之日，不论是否办结', en: 'the day on which it came, settled or not' },
    legalBasis: '个人信息保护法第十九条；行政处罚法第三十六条（追责时效二年）',
    isLaw: false,
  },
};
