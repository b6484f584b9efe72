/** Why two targets seem to be one, or why perhaps not. */
export enum DuplicateReason {
  /** One has a number that the other has too. */
  SAME_NUMBER = 'SAME_NUMBER',
  /** The organisation code of one is within the credit code of the other (positions 9 to 17). */
  SAME_ORGANISATION_CODE = 'SAME_ORGANISATION_CODE',
  SAME_NAME = 'SAME_NAME',
  /** The name of one was a name of the other before. */
  FORMER_NAME = 'FORMER_NAME',
  SIMILAR_NAME = 'SIMILAR_NAME',
  SAME_ADDRESS = 'SAME_ADDRESS',
  NEAR_POSITION = 'NEAR_POSITION',
  /** Both have a credit code, and not the same. */
  OTHER_CREDIT_CODE = 'OTHER_CREDIT_CODE',
}

/** What each weighs, and how it is said. A judgement of ours, to sort the list by: a person decides on every pair. */
export const duplicateReasons: Readonly<
  Record<DuplicateReason, { readonly score: number; readonly zh: string; readonly en: string }>
> = {
  SAME_NUMBER: { score: 90, zh: '有相同的号码', en: 'They share a number' },
  SAME_ORGANISATION_CODE: {
    score: 90,
    zh: '组织机构代码相同（统一社会信用代码第 9 至 17 位）',
    en: 'They share an organisation code (positions 9 to 17 of the credit code)',
  },
  SAME_NAME: { score: 55, zh: '名称相同（不计全角、括号、区划前缀）', en: 'The same name, but for its form' },
  FORMER_NAME: { score: 50, zh: '一方的名称是另一方的曾用名', en: 'The name of one was the other’s' },
  SIMILAR_NAME: { score: 30, zh: '名称相近', en: 'Names alike' },
  SAME_ADDRESS: { score: 30, zh: '地址相同', en: 'The same address' },
  NEAR_POSITION: { score: 20, zh: '位置相距不到 50 米', en: 'Less than 50 metres apart' },
  OTHER_CREDIT_CODE: { score: -10, zh: '统一社会信用代码不同', en: 'Different credit codes' },
};

/** Pairs below this are not listed. */
export const LISTED_SCORE = 50;
/** What counts as near, in metres: positions of one door from different sources differ by as much. */
export const NEAR_METRES = 50;
/** Names count as alike when they share so much of their pairs of characters (Dice), of 1. */
export const ALIKE = 0.6;
