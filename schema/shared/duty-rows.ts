/**
 * A kind of duty as a room states it for the ledger: rows that somebody else may select from. A statement that does names
 * `term (publication_dues)` before it: for each recent day, the last day of publication of what was signed on it (jsonb).
 */
export interface DutyRows {
  /** A select of `id, department, campaign, assignment, officer, since_on, due_on, done_on, is_provisional`, with a `where`. */
  readonly rows: string;
  /** What keeps only the open ones: a condition that goes on from the `where`. */
  readonly open: string;
  /** It is of the whole team of its assignment; `officer` is only who leads it. */
  readonly isTeams?: boolean;
  /** Nothing says when it was done: it leaves the ledger, and no period counts it. */
  readonly isTraceless?: boolean;
}

/** The calendar day of an instant in China. */
export function dayOf(instant: string): string {
  return `(${instant} at time zone 'Asia/Shanghai')::date`;
}

/** Who leads the team of the assignment `a`. */
export const leadOfTeam =
  '(select m.inspector_id from assignment_officer m where m.assignment_id = a.id and m.is_lead limit 1)';
