import { decisionDates, withdrawalDates } from '../../decision/index.js';
import {
  alarmDates,
  changeDates,
  rectificationDates,
  secondReviewDates,
  transferDates,
} from '../../inspection/index.js';
import { dueCheckDates, handedListDates } from '../../plan/index.js';
import { resultDates } from '../../publication/index.js';
import { referralDates } from '../../registry/index.js';
import type { DatedRows } from '../../shared/dated-rows.js';

/** All that falls due by a calendar, as each room states it. */
export const dates: readonly DatedRows[] = [
  referralDates,
  handedListDates,
  dueCheckDates,
  changeDates,
  alarmDates,
  rectificationDates,
  transferDates,
  secondReviewDates,
  resultDates,
  decisionDates,
  withdrawalDates,
];
