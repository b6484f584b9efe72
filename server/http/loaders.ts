import type { EntityName } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import DataLoader from 'dataloader';
import { RequestError } from './request-error.js';

type Row = Record<string, unknown>;

/** Batches what the fields of one request load, so that a list of a hundred asks once. */
export class Loaders {
  readonly #loaders = new Map<unknown, Map<string, DataLoader<string, Row[]>>>();

  constructor(private readonly em: SqlEntityManager) {}

  load = async <E extends { id: string }>(entity: EntityName<E>, id: string): Promise<E> => {
    const [row] = await this.#loaderOf(entity as EntityName<Row>, 'id').load(id);
    if (!row)
      throw new RequestError('NOT_FOUND', '没有这条记录，或不在您的范围内。Not found in your area.', 200);
    return row as unknown as E;
  };

  loadBy = async <E extends object>(
    entity: EntityName<E>,
    key: keyof E & string,
    value: string,
  ): Promise<E[]> => {
    const rows = await this.#loaderOf(entity as EntityName<Row>, key).load(value);
    return rows as unknown as E[];
  };

  /** Forgets everything: what was loaded may have changed. */
  clear(): void {
    this.#loaders.clear();
  }

  #loaderOf(entity: EntityName<Row>, key: string): DataLoader<string, Row[]> {
    const ofEntity = this.#loaders.get(entity) ?? new Map<string, DataLoader<string, Row[]>>();
    this.#loaders.set(entity, ofEntity);
    const known = ofEntity.get(key);
    if (known) return known;
    const loader = new DataLoader<string, Row[]>((values) => this.#read(entity, key, values));
    ofEntity.set(key, loader);
    return loader;
  }

  async #read(entity: EntityName<Row>, key: string, values: readonly string[]): Promise<Row[][]> {
    const [order] = this.em.getMetadata().get(entity).primaryKeys;
    const rows = await this.em.find(
      entity,
      { [key]: { $in: [...values] } },
      { orderBy: { [order as string]: 'asc' } },
    );
    const groups = new Map<string, Row[]>(values.map((value) => [value, []]));
    for (const row of rows) groups.get(String(row[key]))?.push(row);
    return values.map((value) => groups.get(value) ?? []);
  }
}
