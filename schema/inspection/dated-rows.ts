import type { DatedRows } from '../shared/dated-rows.js';
import { unconfirmedJob } from './change/change.decide.js';
import { overdueJob } from './rectification/rectification.term.js';
import { unansweredJob } from './transfer/transfer.service.js';

/** What was ordered is put right: the term of the last step that set one. */
export const rectificationDates: DatedRows = {
  open: `select s.id from rectification_step s join rectification r on r.id = s.rectification_id
    where r.state in ('ORDERED', 'REPORTED') and s.due_on is not null and not exists (
      select from rectification_step later where later.rectification_id = r.id and later.due_on is not null
        and later.number > s.number)`,
  // The step says what was ordered then; only the matter moves.
  copies: [
    `update rectification r set due_on = d.due_on from moved join deadline d on d.id = moved.id
      join rectification_step s on s.id = d.subject_id
      where d.subject_kind = 'rectification-step' and r.id = s.rectification_id`,
  ],
  endJob: overdueJob,
};

/** A transfer or copy is answered. */
export const transferDates: DatedRows = {
  open: `select id from transfer where state = 'SENT'`,
  copies: [],
  endJob: unansweredJob,
};

/** An alarm is settled. */
export const alarmDates: DatedRows = {
  open: `select id from inspection_alarm where state <> 'SETTLED'`,
  copies: [
    `update inspection_alarm a set due_on = d.due_on from moved join deadline d on d.id = moved.id
      where a.id = d.subject_id and d.subject_kind = 'alarm'`,
  ],
};

/** What was granted by phone is confirmed. */
export const changeDates: DatedRows = {
  open: `select id from change_request where state = 'GRANTED'`,
  copies: [],
  endJob: unconfirmedJob,
};

/** A sample is looked at again. */
export const secondReviewDates: DatedRows = {
  open: `select round_id from second_review where state = 'OPEN'`,
  copies: [],
};

/** A correction that was asked for is decided, recorded and confirmed. */
export const correctionDates: DatedRows = {
  open: `select id from result_correction where state not in ('REFUSED', 'CONFIRMED', 'WITHDRAWN')`,
  copies: [],
};
