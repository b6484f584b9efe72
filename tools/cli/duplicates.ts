import { type Command, InvalidArgumentError, Option } from 'commander';
import { print, printJson } from './output.js';

interface DuplicatesOptions {
  readonly department: string;
  readonly first: number;
  readonly json: boolean;
}

function readFirst(text: string): number {
  const first = Number(text);
  if (!Number.isInteger(first) || first < 1 || first > 100)
    throw new InvalidArgumentError('1 至 100 / 1 to 100');
  return first;
}

async function showDuplicates({ department: code, first, json }: DuplicatesOptions): Promise<void> {
  const { refused, withHouse } = await import('./house.js');
  const { findDepartmentByCode, UnknownDepartment } = await import('../../schema/department/index.js');
  const { duplicateReasons, listDuplicates, searchDuplicates } = await import(
    '../../schema/registry/index.js'
  );
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const found = await withHouse(async (house) => {
    const department = await findDepartmentByCode(house.read(), code);
    if (!department) return new UnknownDepartment(code);
    const count = await house.step((unit) => searchDuplicates(unit, department.id));
    const { edges } = await listDuplicates(house.read(), department.id, { first });
    return { count, pairs: edges.map(({ node }) => node) };
  });
  if (isRefusal(found)) throw refused(found);
  if (json) {
    const pairs = found.pairs.map(({ first: a, second: b, score, reasons }) => ({
      score,
      reasons,
      targets: [a, b].map(({ realId, name }) => ({ realId, name })),
    }));
    printJson({ count: found.count, pairs });
    return;
  }
  print(`疑似重复 / likely duplicates: ${found.count}`);
  for (const { first: a, second: b, score, reasons } of found.pairs) {
    print(`${score}  ${a.realId} ${a.name}`, `    ${b.realId} ${b.name}`);
    print(`    ${reasons.map((reason) => duplicateReasons[reason].zh).join('；')}`);
  }
}

/** `fairdraw duplicates --department CODE`. */
export function addDuplicates(program: Command): void {
  program
    .command('duplicates')
    .description('查找疑似重复的检查对象 / search a register for targets that seem to be one')
    .addOption(
      new Option('--department <code>', '部门代码 / the code of the department').makeOptionMandatory(),
    )
    .addOption(
      new Option('--first <count>', '显示几对 / how many pairs are shown').argParser(readFirst).default(50),
    )
    .option('--json', '输出 JSON / print JSON', false)
    .action(showDuplicates);
}
