import { decisionDates, withdrawalDates } from '../../decision/index.js';
import {
  alarmDates,
  changeDates,
  correctionDates,
  rectificationDates,
  secondReviewDates,
  transferDates,
} from '../../inspection/index.js';
import { dueCheckDates, handedListDates } from '../../plan/index.js';
import { resultDates } from '../../publication/index.js';
import { referralDates } from '../../registry/index.js';
import type { DatedKind, DatedRows } from '../../shared/dated-rows.js';

/** All that falls due by a calendar, as each room states it. */
export const dates: Readonly<Record<DatedKind, DatedRows>> = {
  referral: referralDates,
  handedList: handedListDates,
  dueCheck: dueCheckDates,
  change: changeDates,
  alarm: alarmDates,
  'rectification-step': rectificationDates,
  transfer: transferDates,
  'second-review-round': secondReviewDates,
  result: resultDates,
  'result-correction': correctionDates,
  decision: decisionDates,
  decisionWithdrawal: withdrawalDates,
};
