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

/** What each reason weighs. A judgement of ours, to sort the list by: a person decides on every pair. */
export const reasonScores: Readonly<Record<DuplicateReason, number>> = {
  SAME_NUMBER: 90,
  SAME_ORGANISATION_CODE: 90,
  SAME_NAME: 55,
  FORMER_NAME: 50,
  SIMILAR_NAME: 30,
  SAME_ADDRESS: 30,
  NEAR_POSITION: 20,
  OTHER_CREDIT_CODE: -25,
};

/** Pairs below this are not listed. */
export const LISTED_SCORE = 50;
