import type { DatedRows } from '../../shared/dated-rows.js';

/** What was pushed is claimed or declined. */
export const referralDates: DatedRows = {
  open: `select id from referral where state = 'PENDING'`,
  copies: [
    `update referral r set due_on = d.due_on from moved join deadline d on d.id = moved.id
      where r.id = d.subject_id and d.subject_kind = 'referral'`,
  ],
};
