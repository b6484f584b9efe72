import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { ResultSystemInvalid, ResultSystemTaken } from './item.errors.js';
import { takeList } from './list-turn.js';
import { type ResultCodeEntry, ResultSystem } from './result-system.entity.js';
import { DEFAULT_RESULT_SYSTEM, findResultSystem, systemName } from './result-system.read.js';

/** A system of result codes to enter. */
export interface ResultSystemDraft {
  readonly code: string;
  readonly title: string;
  readonly codes: readonly ResultCodeEntry[];
}

const mostCodes = 200;
const systemCode = /^[a-z0-9][a-z0-9-]{0,31}$/;
const resultCode = /^[A-Za-z0-9-]{1,10}$/;

function findFault({ code, title, codes }: ResultSystemDraft): ResultSystemInvalid | undefined {
  if (!systemCode.test(code) || title.length === 0 || title.length > 200) {
    return new ResultSystemInvalid(
      'code',
      '体系代号由小写字母、数字和连字符组成，名称 1 至 200 字。',
      'A system has a code of lower-case letters, digits and hyphens, and a title of at most 200 characters.',
    );
  }
  if (codes.length === 0 || codes.length > mostCodes) {
    return new ResultSystemInvalid(
      'codes',
      `代码须有 1 至 ${mostCodes} 个。`,
      `1 to ${mostCodes} codes are needed.`,
    );
  }
  if (new Set(codes.map((one) => one.code)).size < codes.length) {
    return new ResultSystemInvalid('codes', '代码重复，请更正。', 'A code stands there twice.');
  }
  const odd = codes.find((one) => !resultCode.test(one.code) || !one.text || one.text.length > 100);
  if (!odd) return undefined;
  return new ResultSystemInvalid(
    'codes',
    '代码由 1 至 10 个字母、数字或连字符组成，含义 1 至 100 字。',
    'A code is 1 to 10 letters, digits or hyphens; what it means has 1 to 100 characters.',
  );
}

/** Codes that stand for nothing in the default system. */
async function findStrayMapping(unit: Unit, codes: readonly ResultCodeEntry[]) {
  const house = await findResultSystem(unit, DEFAULT_RESULT_SYSTEM);
  const known = new Set(house?.codes.map((one) => one.code));
  const stray = codes.find((one) => one.standsFor && !known.has(one.standsFor));
  if (!stray) return undefined;
  return new ResultSystemInvalid(
    'standsFor',
    `代码 ${stray.code} 对应的默认代码不存在，请从默认体系中选择。`,
    `Code ${stray.code} stands for a code that the default system does not have; choose one of it.`,
  );
}

/** Enters a department's own system of result codes, or its next version. */
export async function enterResultSystem(unit: Unit, draft: ResultSystemDraft) {
  const fault = findFault(draft) ?? (await findStrayMapping(unit, draft.codes));
  if (fault) return fault;
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  await unit.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`result system ${draft.code}`]);
  const last = await findResultSystem(unit, draft.code);
  if (last && last.department !== department) return new ResultSystemTaken(draft.code);
  const system: ResultSystem = {
    code: draft.code,
    version: (last?.version ?? 0) + 1,
    department,
    title: draft.title,
    codes: draft.codes.map(({ code, text, finding, standsFor }) => ({
      code,
      text,
      finding,
      ...(standsFor ? { standsFor } : {}),
    })),
    createdAt: unit.now,
  };
  await unit.em.insert(ResultSystem, system);
  const data = { codeCount: system.codes.length };
  await recordEvent(unit, 'result-system.entered', { kind: 'resultSystem', id: systemName(system) }, data);
  return { __typename: 'ResultSystemEntered' as const, system };
}
