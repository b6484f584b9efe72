import { auditDetails, auditFields } from './audit.details.js';
import { type AuditEventKind, auditEvents } from './audit.events.js';

/** A deed changed something; a security event concerns keys, sign-in and what was refused; a reading only looked. */
export type AuditClass = 'deed' | 'security' | 'reading';

/** An event as the catalogue has it. */
export interface CatalogueEntry {
  readonly zh: string;
  readonly en: string;
  readonly kind: AuditClass;
  /** What its subject is. */
  readonly subject: string;
  /** What its data say, field by field, in both languages. */
  readonly data: Readonly<Record<string, string>>;
}

function entryOf(kind: AuditEventKind): CatalogueEntry {
  const [zh = '', en = ''] = auditEvents[kind].split(' / ');
  const [subject = '', data = [], told = 'deed'] = auditDetails[kind] ?? [];
  const meanings = data.map((field) => [field, auditFields[field] ?? ''] as const);
  return { zh, en, kind: told, subject, data: Object.fromEntries(meanings) };
}

/** The catalogue: the words of audit.events.ts with the details of audit.details.ts, in the order of the former. */
export const auditCatalogue = Object.fromEntries(
  (Object.keys(auditEvents) as AuditEventKind[]).map((kind) => [kind, entryOf(kind)]),
) as Readonly<Record<AuditEventKind, CatalogueEntry>>;
