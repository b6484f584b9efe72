import { createHash } from 'node:crypto';
import { createDepartment, type Department, saveDivisions } from '../schema/department/index.js';
import {
  ImportKind,
  ImportMode,
  type ImportRequest,
  importFile,
  importInSteps,
} from '../schema/registry/index.js';
import type { Step } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { fileSpool } from '../server/platform/file-spool.js';
import { createStep } from '../server/platform/step.js';
import { asSource, demoPools } from '../tools/demo/pools.js';
import { benchSources, done } from './bench-sources.js';

/** A migrated database with the demo's departments and divisions. */
export interface BenchHouse {
  readonly department: Department;
  /** Imports a file of targets. @returns how many rows were created */
  importEntities(csv: Uint8Array): Promise<number>;
  /** The same for a file of any size, as the command line imports it. */
  importInSteps(file: Pick<ImportRequest, 'source' | 'fileHash' | 'size'>): Promise<number>;
  close(): Promise<void>;
}

const pools = (entityCount: number) => demoPools({ seed: 1, asOn: '2026-03-02', entityCount });

/** The demo's entities of the market's department, as many as that many in all hold. */
export function makeEntityFile(entityCount: number): Uint8Array {
  return Buffer.concat([...pools(entityCount).entities('market')]);
}

export async function openBenchHouse(place: DatabasePlace): Promise<BenchHouse> {
  const database = await openDatabase(place);
  await migrate(database);
  const sources = benchSources(database);
  const step: Step = createStep(sources, { kind: 'command', username: 'bench' });
  const { divisions, departments } = pools(1);
  done(await step((unit) => saveDivisions(unit, divisions)));
  const [market] = departments;
  if (!market) throw new Error('no department');
  const division = { code: '440800', name: '湛江市' };
  const department = done(await step((unit) => createDepartment(unit, { ...market, division })));
  return {
    department,
    importEntities: async (csv) => {
      const request = {
        kind: ImportKind.ENTITIES,
        departmentId: department.id,
        source: asSource(function* () {
          yield csv;
        }),
        fileName: 'entities.csv',
        fileHash: createHash('sha256').update(csv).digest('hex'),
        mode: ImportMode.ALL_OR_NOTHING,
        dryRun: false,
      };
      return done(await step((unit) => importFile(unit, request))).createdCount;
    },
    importInSteps: async (file) => {
      const request = {
        ...file,
        kind: ImportKind.ENTITIES,
        departmentId: department.id,
        fileName: 'entities.csv',
        mode: ImportMode.ALL_OR_NOTHING,
        dryRun: false,
      };
      const spool = fileSpool();
      const run = await importInSteps(request, { step, spool, waitSeconds: 0 });
      await spool.close();
      return done(run).createdCount;
    },
    close: () => database.close(),
  };
}
