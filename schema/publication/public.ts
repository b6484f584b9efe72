import type { FilterQuery } from '@mikro-orm/core';
import { pageNewest } from '../shared/newest.js';
import type { PageArguments } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import type { DecisionEdition, EditionField } from './public-edition.js';
import { type PublicSearch, searchConditions } from './public-search.js';
import { PublicEnd, PublicRecord } from './publication.entity.js';

export * from './public-campaigns.js';
export type { PublicSearch } from './public-search.js';
export * from './public-unit.js';
export { PublicRecord } from './publication.entity.js';
export { PublicationKind, PublicEndGround } from './publication.states.js';
export { listPublicationCounts } from './publication-count.js';

/** Published records, newest first. */
export function pagePublicRecords(reader: Reader, search: PublicSearch, page: PageArguments) {
  const conditions = searchConditions(search);
  return pageNewest(
    page,
    (row: PublicRecord) => row.publishedAt,
    (after, limit) => {
      const following: FilterQuery<PublicRecord>[] = after
        ? [{ $or: [{ publishedAt: { $lt: after.at } }, { publishedAt: after.at, id: { $lt: after.id } }] }]
        : [];
      return reader.em.find(
        PublicRecord,
        { $and: [...conditions, ...following] },
        { orderBy: { publishedAt: 'desc', id: 'desc' }, limit },
      );
    },
  );
}

/** One published record, or nothing. */
export function findPublicRecord(reader: Reader, id: string): Promise<PublicRecord | null> {
  return reader.em.findOne(PublicRecord, { id });
}

/** What was public once under this id and is no more, or nothing. */
export function findPublicEnd(reader: Reader, id: string): Promise<PublicEnd | null> {
  return reader.em.findOne(PublicEnd, { id });
}

/** The columns of a decision as they were frozen; none of a result. */
export function fieldsOfRecord({ text }: Pick<PublicRecord, 'text'>): EditionField[] {
  return [...((JSON.parse(text) as Partial<DecisionEdition>).fields ?? [])];
}

/** A number that is another after every transaction that changed what the portal reads. */
export async function readPublicVersion(reader: Reader): Promise<string> {
  const [row] = await reader.em.execute<{ version: string }[]>(
    'select version::text as version from public_version',
  );
  if (!row) throw new Error('the version of the public tables is missing');
  return row.version;
}
