import { type PersonalDraft, RetentionClass } from '../personal/index.js';
import { maskedName, withoutPersonNumbers } from '../shared/identifiers/index.js';
import type { Keyring } from '../shared/keyring.js';
import { type Column, columnsOf } from './columns/index.js';
import type { DecisionContent, DecisionDraft } from './decision.draft.js';

/** What of a decision may stand in clear, and what goes into the vault. */
export interface SplitContent {
  readonly clear: DecisionContent;
  readonly sealed: DecisionContent;
}

function isSealed({ sealed }: Column, isPerson: boolean): boolean {
  return sealed === 'always' || (sealed === 'ofPerson' && isPerson);
}

/** A text in which somebody's number stands goes into the vault as well; in clear it stands masked. */
export function splitContent({ kind, content, isPerson }: DecisionDraft): SplitContent {
  const clear: Record<string, string> = {};
  const sealed: Record<string, string> = {};
  for (const column of columnsOf[kind]) {
    const text = content[column.field];
    if (text === undefined) continue;
    const masked = column.form === 'text' && !column.isOwn ? withoutPersonNumbers(text) : text;
    if (isSealed(column, isPerson)) sealed[column.field] = text;
    else clear[column.field] = masked;
    if (masked !== text) sealed[column.field] = text;
  }
  return { clear, sealed };
}

/** The name that lists show: of a natural person its first character. */
export function shownName({ content, isPerson }: DecisionDraft): string {
  const name = content.partyName ?? '';
  return isPerson ? maskedName(name) : withoutPersonNumbers(name);
}

/** What the vault keeps of a decision. */
export function personalDraft(
  departmentId: string,
  decisionId: string,
  sealed: DecisionContent,
): PersonalDraft {
  return {
    departmentId,
    subject: { kind: 'decision', id: decisionId },
    retention: RetentionClass.DECISION_PARTY,
    content: sealed,
  };
}

/** By what the same decision is known again: all that it says, under the authority's key. */
export function hashOf({ identify }: Keyring, { kind, content }: DecisionDraft): string {
  const told = columnsOf[kind].map(({ field }) => content[field] ?? null);
  return identify(`decision:${JSON.stringify([kind, told])}`);
}
