import type { DatedRows } from '../shared/dated-rows.js';
import { lateJob } from './handed/handed-list.store.js';

/** Officers are matched to a list from above. */
export const handedListDates: DatedRows = {
  open: 'select id from handed_list where matched_at is null and late_at is null',
  copies: [],
  endJob: lateJob,
};

/** A check that is owed: what an extension says goes before its first term. */
export const dueCheckDates: DatedRows = {
  open: `select id from due_check where state in ('DUE', 'PLANNED')`,
  copies: [
    `update due_check c set due_on = d.due_on from moved join deadline d on d.id = moved.id
      where c.id = d.subject_id and d.subject_kind = 'dueCheck' and not exists (select from deadline later
        where later.subject_kind = 'dueCheck' and later.subject_id = c.id and later.created_at > d.created_at)`,
    `update due_extension e set due_on = d.due_on from moved join deadline d on d.id = moved.id
      where e.due_check_id = d.subject_id and d.subject_kind = 'dueCheck' and e.state = 'GRANTED'
        and d.rule_code = 'report-verification-extension'`,
  ],
};
