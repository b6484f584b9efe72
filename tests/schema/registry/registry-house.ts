import { createHash } from 'node:crypto';
import { createDepartment, type Department, saveDivisions } from '../../../schema/department/index.js';
import {
  ImportKind,
  ImportMode,
  type ImportRefusal,
  type ImportRequest,
  type ImportRun,
  importFile,
} from '../../../schema/registry/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

/** A house with two departments of Zhanjiang and its divisions. */
export interface RegistryHouse extends TestHouse {
  readonly health: Department;
  readonly market: Department;
  /** Imports a text (or bytes) into the health department's registers. */
  bringIn(
    kind: ImportKind,
    file: string | Uint8Array,
    more?: Partial<ImportRequest>,
  ): Promise<ImportRun | ImportRefusal>;
  /** How many rows each register has. */
  countRows(): Promise<Record<string, number>>;
}

const divisions = [
  { code: '440000', name: '广东省' },
  { code: '440800', name: '湛江市' },
  { code: '440802', name: '赤坎区' },
  { code: '440803', name: '霞山区' },
  { code: 'zj-edz', name: '湛江经济技术开发区', parentCode: '440800' },
];

async function enterDepartment(house: TestHouse, code: string, name: string, creditCode: string) {
  const division = { code: '440800', name: '湛江市' };
  const department = await house.stepAs()((unit) =>
    createDepartment(unit, { code, name, creditCode, division }),
  );
  if (isRefusal(department)) throw new Error(department.messageEn);
  return department;
}

export async function openRegistryHouse(start?: string): Promise<RegistryHouse> {
  const house = await openTestHouse(start);
  await house.stepAs()((unit) => saveDivisions(unit, divisions));
  const health = await enterDepartment(house, 'zj-health', '湛江市卫生健康局', '11370323MB2859070U');
  const market = await enterDepartment(house, 'zj-market', '湛江市市场监督管理局', '91440300708461136T');
  const registers = ['target', 'inspector', 'certificate', 'leave', 'interest', 'item'];
  return {
    ...house,
    health,
    market,
    bringIn: (kind, file, more = {}) => {
      const source = typeof file === 'string' ? new TextEncoder().encode(file) : file;
      return house.stepAs()((unit) =>
        importFile(unit, {
          kind,
          departmentId: health.id,
          source,
          fileName: 'file.csv',
          fileHash: createHash('sha256').update(source).digest('hex'),
          mode: ImportMode.ALL_OR_NOTHING,
          dryRun: false,
          ...more,
        }),
      );
    },
    countRows: async () => {
      const counts = registers.map((name) => `(select count(*)::int from "${name}") as "${name}"`);
      const [row] = await house.readAs().em.execute<Record<string, number>[]>(`select ${counts.join(', ')}`);
      return row ?? {};
    },
  };
}

/** The run of an import that went through. @throws with the refusal's words otherwise */
export function expectRun(outcome: ImportRun | ImportRefusal): ImportRun {
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.messageEn} ${JSON.stringify(outcome)}`);
  return outcome;
}

export { ImportKind, ImportMode };
