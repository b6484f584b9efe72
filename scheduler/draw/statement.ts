/**
 * The pool statement (封库说明, §4). Real manipulation happens before the freeze: the witness reads and signs
 * this first. Further keys are allowed; they are hashed and not interpreted.
 */

import { count, instant } from './codes.js';
import { date } from './dates.js';
import { documentHash } from './digest.js';
import { DrawFault } from './faults.js';
import { type Check, list, oneOf, optional, shape, text } from './shape.js';

/** The kinds of change, and the key of a comparison under which each is counted. */
export const countKeys = {
  added: 'added',
  removed: 'removed',
  reclassed: 'reclassed',
  reweighted: 'reweighted',
  altered: 'altered',
  excluded: 'excluded',
  leave: 'leave',
  'officer-added': 'officersAdded',
  'officer-removed': 'officersRemoved',
  'officer-altered': 'officersAltered',
  recused: 'recused',
  unrecused: 'unrecused',
} as const;

export type ChangeKind = keyof typeof countKeys;

export const changeKinds = Object.keys(countKeys) as ChangeKind[];

/** How many changes of each kind; also those that `changes` does not name. */
export type ChangeCounts = Record<(typeof countKeys)[ChangeKind], number>;

/** One change of the pools since the date compared with. `at` in unix seconds, `by` a person or an office. */
export interface PoolChange {
  what: ChangeKind;
  /** Of the unit or the officer; of a recusal `<entity> <officer>`. */
  id: string;
  by: string;
  at: number;
  /** Of `altered` and `officer-altered`: which keys of the record differ. */
  fields?: string[];
}

/** The pools against those of an earlier day. */
export interface PoolComparison extends ChangeCounts {
  against: 'previous' | '30-days';
  on: string;
  changes: PoolChange[];
}

export interface Statement {
  /** The filter in words. */
  filter: string;
  /** Units in the register; equals `frame.registerCount`. */
  registered: number;
  /** Units in the strata. */
  covered: number;
  /** Units excluded. */
  excluded: number;
  comparisons: PoolComparison[];
}

const poolChange = shape<PoolChange>(
  {
    what: oneOf(...changeKinds),
    id: text,
    by: text,
    at: instant,
    fields: optional(list(text)),
  },
  true,
);

const comparison = shape<PoolComparison>(
  {
    against: oneOf('previous', '30-days'),
    on: date,
    added: count,
    removed: count,
    reclassed: count,
    reweighted: count,
    altered: count,
    excluded: count,
    leave: count,
    officersAdded: count,
    officersRemoved: count,
    officersAltered: count,
    recused: count,
    unrecused: count,
    changes: list(poolChange),
  },
  true,
);

export const statementShape: Check<Statement> = shape<Statement>(
  {
    filter: text,
    registered: count,
    covered: count,
    excluded: count,
    comparisons: list(comparison),
  },
  true,
);

/** `H("dr/1/statement", canonical(statement))` in hex. */
export function statementHash(statement: Statement): string {
  return documentHash('dr/1/statement', statement);
}

/** The statement's totals are those of the pools it speaks of, or `STATEMENT_WRONG`. */
export function checkStatement(
  statement: Statement,
  totals: Pick<Statement, 'registered' | 'covered' | 'excluded'>,
): void {
  for (const what of ['registered', 'covered', 'excluded'] as const) {
    if (statement[what] !== totals[what]) {
      throw new DrawFault('STATEMENT_WRONG', { what, found: statement[what], expected: totals[what] });
    }
  }
}
