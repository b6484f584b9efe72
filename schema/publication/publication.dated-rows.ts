import type { DatedRows } from '../shared/dated-rows.js';

/** A confirmed result is published. What is public says the day that held when it was released. */
export const resultDates: DatedRows = {
  open: `select r.id from inspection_result r left join publication p on p.subject_id = r.id
    where r.is_confirmed and (p.id is null or p.state in ('DUE', 'QUEUED'))`,
  copies: [
    `update publication p set due_on = d.due_on, is_provisional = d.is_provisional
      from moved join deadline d on d.id = moved.id
      where p.subject_id = d.subject_id and d.rule_code = 'result-publication' and p.state in ('DUE', 'QUEUED')`,
  ],
};
