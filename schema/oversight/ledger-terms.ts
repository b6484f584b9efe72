import { calendarOf, getDeadlineRules } from '../calendar/index.js';
import type { Reader } from '../shared/unit.js';
import { type Warning, warningOf } from './duty-colour.js';
import { publicationDues } from './publication-dues.js';

/** What the ledger counts by today, in two statements. */
export interface LedgerTerms {
  readonly warning: Warning;
  /** For each recent day, the last day on which what was signed on it is published in time; as JSON. */
  readonly publicationDues: string;
}

/** Reads what the ledger counts by, with the calendar of the reader's department. */
export async function readLedgerTerms(reader: Reader): Promise<LedgerTerms> {
  const { today, actor } = reader;
  const rules = await getDeadlineRules(reader, ['ledger-warning', 'result-publication'], today);
  const calendar = await calendarOf(reader, actor.departmentId);
  return {
    warning: warningOf(rules['ledger-warning'], calendar, today),
    publicationDues: publicationDues(rules['result-publication'], calendar, today),
  };
}
