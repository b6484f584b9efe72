import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Command } from 'commander';
import { createDepartment, saveDivisions } from '../../../schema/department/index.js';
import { Target } from '../../../schema/registry/index.js';
import { withHouse } from '../../../tools/cli/house.js';
import { addImport } from '../../../tools/cli/import.js';

const heading = '企业名称,许可证号,区划代码,登记状态\n';
const folder = mkdtempSync(join(tmpdir(), 'fairdraw-import-'));
const environment = process.env;

/** Runs `fairdraw import …` in this process. @returns what it printed */
async function run(...words: string[]): Promise<string> {
  const program = new Command('fairdraw').exitOverride();
  addImport(program);
  let printed = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    await program.parseAsync(['node', 'fairdraw', 'import', ...words]);
  } catch (error) {
    return `${printed}${(error as Error).message}`;
  } finally {
    write.mockRestore();
  }
  return printed;
}

function write(name: string, rows: string): string {
  const path = join(folder, name);
  writeFileSync(path, heading + rows);
  return path;
}

const countTargets = () => withHouse((house) => house.read().em.count(Target));

beforeAll(async () => {
  process.env = { ...environment, DATABASE_URL: '', FAIRDRAW_DATA_DIR: join(folder, 'data') };
  await withHouse((house) =>
    house.step(async (unit) => {
      await saveDivisions(unit, [{ code: '440802', name: '赤坎区' }]);
      const division = { code: '440800', name: '湛江市' };
      await createDepartment(unit, {
        code: 'zj',
        name: '卫健局',
        creditCode: '11370323MB2859070U',
        division,
      });
    }),
  );
});
afterAll(() => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});

test('a trial, the import, and the same import again', async () => {
  const file = write('pool.csv', '甲虚构店,L-1,440802,存续\n乙虚构店,L-2,440802,存续\n');
  expect(JSON.parse(await run('entities', file, '--department', 'zj', '--dry-run', '--json'))).toMatchObject({
    dryRun: true,
    createdCount: 2,
  });
  expect(await countTargets()).toBe(0);
  expect(await run('entities', file, '--department', 'zj')).toContain('新增 created 2');
  expect(await run('entities', file, '--department', 'zj')).toContain('无变化 unchanged 2');
  expect(await countTargets()).toBe(2);
});

test('a faulty file is told row by row and refused; its good rows come in when asked', async () => {
  const file = write('faulty.csv', '丙虚构店,L-3,440802,存续\n丁虚构店,L-4,440899,存续\n');
  const before = await countTargets();
  expect(await run('entities', file, '--department', 'zj')).toMatch(
    /第 3 行 区划代码 UNKNOWN_DIVISION[\s\S]*未导入任何内容/,
  );
  expect(await countTargets()).toBe(before);
  expect(await run('entities', file, '--department', 'zj', '--good-rows')).toContain('拒绝 rejected 1');
  expect(await countTargets()).toBe(before + 1);
});

test('a department that is not known is refused', async () => {
  const file = write('one.csv', '丙虚构店,L-3,440802,存续\n');
  expect(await run('entities', file, '--department', 'nobody')).toContain('没有代码为“nobody”的部门');
});
