import type { Reader } from '../../shared/unit.js';
import { findChecklist } from './checklist.read.js';
import type { Item } from './item.entity.js';
import { ItemRuleInvalid } from './item.errors.js';
import type { ItemInput } from './item.input.js';
import { ItemKind } from './item.states.js';
import { findResultSystem } from './result-system.read.js';

/** What a version of an item says. */
export type ItemContent = Omit<Item, 'id' | 'department' | 'version' | 'createdAt' | 'createdById'>;

/** The share with its legal bounds: floor ≤ ratio ≤ cap; caps bind general items only (domain-rules §5). */
function findRatioFault({ kind, ratioPpm, ratioFloorPpm, ratioCapPpm }: ItemInput) {
  const floor = ratioFloorPpm ?? 0;
  const cap = ratioCapPpm ?? 1_000_000;
  if (kind === ItemKind.KEY && ratioCapPpm != null) {
    return new ItemRuleInvalid(
      'ratioCapPpm',
      '比例上限只约束一般事项，重点事项不设上限；请删去上限。',
      'A cap binds general items only; leave it out for a key item.',
    );
  }
  if (floor > cap) {
    return new ItemRuleInvalid('ratioFloorPpm', '比例下限不得高于上限。', 'The floor lies above the cap.');
  }
  if (ratioPpm != null && (ratioPpm < floor || ratioPpm > cap)) {
    return new ItemRuleInvalid(
      'ratioPpm',
      '抽查比例须在下限与上限之间。',
      'The ratio has to lie between floor and cap.',
    );
  }
  return undefined;
}

/** The content that an input asks for, with the versions it leaves open; or the field at fault. */
export async function contentFrom(
  reader: Reader,
  departmentId: string,
  input: ItemInput,
): Promise<ItemContent | ItemRuleInvalid> {
  const fault = findRatioFault(input);
  if (fault) return fault;
  if (input.validToOn && input.validToOn < input.validFromOn) {
    return new ItemRuleInvalid('validToOn', '失效日期不得早于生效日期。', 'It ends before it begins.');
  }
  const { checklistCode, checklistVersion } = input;
  const checklist = checklistCode
    ? await findChecklist(reader, departmentId, checklistCode, checklistVersion)
    : null;
  if ((checklistCode && !checklist) || (!checklistCode && checklistVersion)) {
    return new ItemRuleInvalid(
      'checklistCode',
      '没有该检查表或该版本，请先登记检查表。',
      'There is no such checklist or version; enter it first.',
    );
  }
  const system = await findResultSystem(reader, input.resultSystem, input.resultSystemVersion);
  if (!system || (system.department !== null && system.department !== departmentId)) {
    return new ItemRuleInvalid(
      'resultSystem',
      '没有该结果代码体系或该版本，请先登记。',
      'There is no such system of result codes or version; enter it first.',
    );
  }
  return {
    ...pickContent(input),
    checklistCode: checklist?.code ?? null,
    checklistVersion: checklist?.version ?? null,
    resultSystem: system.code,
    resultSystemVersion: system.version,
  };
}

function pickContent(input: ItemInput) {
  return {
    code: input.code,
    title: input.title,
    legalBasis: input.legalBasis,
    kind: input.kind,
    ratioPpm: input.ratioPpm ?? null,
    ratioFloorPpm: input.ratioFloorPpm ?? null,
    ratioCapPpm: input.ratioCapPpm ?? null,
    frequency: input.frequency ?? null,
    subject: input.subject ?? null,
    method: input.method ?? null,
    methods: [...input.methods].sort(),
    requiredSkills: [...input.requiredSkills],
    materials: [...input.materials],
    validFromOn: input.validFromOn,
    validToOn: input.validToOn ?? null,
  };
}
