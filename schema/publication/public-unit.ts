import type { Reader } from '../shared/unit.js';
import { PublicRecord } from './publication.entity.js';
import type { PublicationKind } from './publication.states.js';

/** How many records of a kind a unit has in a year. */
export interface PublicUnitYear {
  readonly year: number;
  readonly kind: PublicationKind;
  readonly count: number;
}

/** A unit as the public knows it: by what is public of it today. */
export interface PublicUnitPage {
  readonly realId: string;
  /** As its newest record has it. */
  readonly name: string;
  readonly years: readonly PublicUnitYear[];
}

/**
 * What is public of a unit, by code or number; nothing where nothing is, and never of a natural person. A number without
 * its scheme is the unit's whose record is the newest.
 */
export async function findPublicUnit(reader: Reader, identifier: string): Promise<PublicUnitPage | null> {
  const isWhole = identifier.includes(':');
  if (identifier.startsWith('np:')) return null;
  const newest = await reader.em.findOne(
    PublicRecord,
    { ...(isWhole ? { realId: identifier } : { identifier }), $not: { realId: { $like: 'np:%' } } },
    { orderBy: { publishedAt: 'desc', id: 'desc' } },
  );
  if (!newest) return null;
  const years = await reader.em.execute<PublicUnitYear[]>(
    `select extract(year from happened_on)::int as year, kind, count(*)::int as count from public_record
      where identifier = ? and real_id = ? group by 1, 2 order by 1 desc, 2`,
    [newest.identifier, newest.realId],
  );
  return { realId: newest.realId, name: newest.entityName, years };
}
