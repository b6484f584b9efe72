import type { Reader } from '../shared/unit.js';

/** A campaign of which results are public. */
export interface PublicCampaign {
  readonly code: string;
  readonly title: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  /** How many of its results are public today. */
  readonly recordCount: number;
  /** When the first and the last of them became public. */
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Campaigns whose results became public last, the newest first: what the public records tell, and nothing else. */
export async function listPublicCampaigns(reader: Reader, limit: number): Promise<PublicCampaign[]> {
  const rows = await reader.em.execute<
    (Omit<PublicCampaign, 'firstAt' | 'lastAt'> & Record<'firstAt' | 'lastAt', string>)[]
  >(
    `select campaign_code as code, department_code as "departmentCode", max(campaign_title) as title,
       max(department_name) as "departmentName", count(*)::int as "recordCount",
       min(published_at) as "firstAt", max(published_at) as "lastAt"
     from public_record where campaign_code is not null group by campaign_code, department_code
     order by max(published_at) desc, campaign_code limit ?`,
    [limit],
  );
  return rows.map((row) => ({ ...row, firstAt: new Date(row.firstAt), lastAt: new Date(row.lastAt) }));
}
