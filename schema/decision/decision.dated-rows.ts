import type { DatedRows } from '../shared/dated-rows.js';

/** A decision that stands is published; its deadline is of the version that gave its date. */
export const decisionDates: DatedRows = {
  open: `select d.subject_id from decision one join deadline d on d.id = one.deadline_id
    where one.state in ('ENTERED', 'IMPORTED', 'CORRECTED')`,
  copies: [
    `update decision one set due_on = d.due_on from moved join deadline d on d.id = moved.id
      where one.deadline_id = d.id`,
    `update publication p set due_on = d.due_on, is_provisional = d.is_provisional
      from moved join deadline d on d.id = moved.id join decision one on one.deadline_id = d.id
      where p.record_id = one.id and p.version = one.version and p.state in ('DUE', 'QUEUED')`,
  ],
};

/** A penalty that was changed, revoked or found unlawful is withdrawn. */
export const withdrawalDates: DatedRows = {
  open: 'select id from decision where withdrawal_deadline_id is not null',
  copies: [],
};
