import { addDays } from '../../../scheduler/calendar/index.js';
import { getDeadlineRule } from '../../calendar/index.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Certificate } from './inspector.entity.js';
import { CertificateStatus, leftStatuses } from './inspector.states.js';

/** How many days before its end a certificate is listed: a rule with its basis. */
const noticeRule = 'certificate-ending-notice';

/** Valid certificates of officers who have not left that end up to a day; its values are those of `placesOf`. */
const endingCondition = `certificate.status = ? and valid_to_on <= ? and inspector.status <> all(?::text[])
  and (?::uuid[] is null or department_id = any(?::uuid[]))`;

async function placesOf(reader: Reader, within: number | undefined): Promise<unknown[]> {
  const days = within ?? (await getDeadlineRule(reader, noticeRule, reader.today)).limitCount;
  const scope = reader.actor.scope ? `{${reader.actor.scope.join(',')}}` : null;
  const left = `{${leftStatuses.join(',')}}`;
  return [CertificateStatus.VALID, addDays(reader.today, days), left, scope, scope];
}

/** Certificates that end within so many days, or have ended already, the earliest end first. */
export async function listCertificatesEnding(
  reader: Reader,
  within: number | undefined,
  page: PageArguments,
): Promise<Page<Certificate>> {
  const places = await placesOf(reader, within);
  return pageOf(page, [(row: Certificate) => row.validToOn, idKey], async (limit, after) => {
    const [endsOn, id] = after ?? ['0001-01-01', '00000000-0000-0000-0000-000000000000'];
    const found = await reader.em.execute<{ id: string }[]>(
      `select certificate.id from certificate join inspector on inspector.id = inspector_id
         where ${endingCondition} and (valid_to_on, certificate.id) > (?::date, ?::uuid)
         order by valid_to_on, certificate.id limit ?`,
      [...places, endsOn, id, limit],
    );
    const order = new Map(found.map((row, place) => [row.id, place]));
    const rows = await reader.em.find(Certificate, { id: { $in: [...order.keys()] } });
    return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  });
}

/** How many certificates that list has. */
export async function countCertificatesEnding(reader: Reader, within: number | undefined): Promise<number> {
  const [row] = await reader.em.execute<{ count: number }[]>(
    `select count(*)::int as count from certificate join inspector on inspector.id = inspector_id
       where ${endingCondition}`,
    await placesOf(reader, within),
  );
  return row?.count ?? 0;
}
