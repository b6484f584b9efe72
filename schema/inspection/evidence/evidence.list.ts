import { idKey, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { findSight } from './evidence.access.js';
import type { BlobState, Evidence } from './evidence.entity.js';
import { openLabel } from './evidence.label.js';

/** Evidence as it is listed. */
export interface ListedEvidence extends Omit<Evidence, 'assignment' | 'personal' | 'uploadedById'> {
  /** Name and time as the device said them; absent once the term is over. */
  readonly fileName: string | null;
  readonly takenAt: Date | null;
  readonly hasPicture: boolean;
  /** Its term is over, its content destroyed. */
  readonly isEnded: boolean;
  readonly withdrawal: Withdrawal | null;
}

interface Withdrawal {
  readonly reason: string;
  readonly withdrawnAt: Date;
  readonly withdrawnByName: string;
}

interface Row extends Omit<Evidence, 'assignment' | 'personal' | 'uploadedById'> {
  readonly blobId: string;
  readonly state: `${BlobState}`;
  readonly sealedLabel: string | null;
  readonly hasPicture: boolean;
  readonly withdrawal: Withdrawal | null;
}

/** Everything of some pieces of evidence in one statement. */
const select = `select e.id, e.client_id as "clientId", e.kind, e.matter_id as "matterId", e.point, e.media_type as "mediaType", e.sha256, e.size,
    e.uploaded_at as "uploadedAt", e.uploaded_by_name as "uploadedByName", o.id as "blobId", o.state,
    o.sealed_label as "sealedLabel",
    exists (select from evidence_blob p where p.evidence_id = e.id and p.role = 'PICTURE' and p.state = 'KEPT') as "hasPicture",
    case when w.evidence_id is not null then json_build_object('reason', w.reason, 'withdrawnAt', w.withdrawn_at,
      'withdrawnByName', w.withdrawn_by_name) end as withdrawal
  from evidence e
  join evidence_blob o on o.evidence_id = e.id and o.role = 'ORIGINAL'
  left join evidence_withdrawal w on w.evidence_id = e.id`;

function shown({ keys }: Reader, row: Row): ListedEvidence {
  const { blobId, state, sealedLabel, withdrawal, ...rest } = row;
  const label = sealedLabel ? openLabel(keys, blobId, sealedLabel) : undefined;
  return {
    ...rest,
    uploadedAt: new Date(row.uploadedAt),
    fileName: label?.name ?? null,
    takenAt: label?.takenAt ?? null,
    isEnded: state !== 'KEPT',
    withdrawal: withdrawal && { ...withdrawal, withdrawnAt: new Date(withdrawal.withdrawnAt) },
  };
}

/** The evidence of a visit in the order in which it arrived; nothing where the visit is not to be seen. */
export async function pageEvidence(reader: Reader, assignmentId: string, page: PageArguments) {
  const found = await findSight(reader, assignmentId);
  if (!found) return null;
  return pageOf(page, [idKey], (limit, after) =>
    reader.beyond('team', async (wide) => {
      const from = after ? String(after[0]) : null;
      const rows = await wide.em.execute<Row[]>(
        `${select} where e.assignment_id = ?::uuid and (?::uuid is null or e.id > ?::uuid)
           and (?::boolean or e.kind <> 'ALARM') order by e.id limit ?`,
        [assignmentId, from, from, found === 'ORIGINALS', limit],
      );
      return rows.map((row) => shown(wide, row));
    }),
  );
}

/** One piece of evidence that was rightly found, as it is listed. */
export async function getListed(wide: Reader, id: string): Promise<ListedEvidence> {
  const [row] = await wide.em.execute<Row[]>(`${select} where e.id = ?::uuid`, [id]);
  if (!row) throw new Error('evidence that was found is not there');
  return shown(wide, row);
}
