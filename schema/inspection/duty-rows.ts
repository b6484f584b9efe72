/** The duties of visits, for the ledger of `oversight`. */
export { alarmDuties } from './change/alarm.duty-rows.js';
export {
  dispatchDuties,
  notifyDuties,
  staffDuties,
  tellDuties,
  visitDuties,
} from './hand-out/duty-rows.js';
export { rectifyDuties } from './rectification/rectification.duty-rows.js';
export { reviewDuties, signDuties } from './result.duty-rows.js';
export { correctDuties } from './result-correction/result-correction.duty-rows.js';
export { secondReviewDuties } from './second-review/second-review.duty-rows.js';
export { answerDuties } from './transfer/transfer.duty-rows.js';
