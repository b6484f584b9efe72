import {
  type Department,
  DepartmentEnded,
  DepartmentKind,
  findDepartmentByCode,
  findEnded,
  UnknownDepartment,
} from '../department/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader } from '../shared/unit.js';
import type { ReorganisationDetails } from './reorganisation.entity.js';
import { ReorganisationInvalid } from './reorganisation.errors.js';
import { ReorganisationKind } from './reorganisation.states.js';

/** A re-organisation as it was decided. */
export interface ReorganisationDraft extends ReorganisationDetails {
  readonly kind: ReorganisationKind;
  readonly effectiveOn: string;
  readonly documentNo: string;
  readonly reason: string;
  readonly fromCodes: readonly string[];
  readonly toCode?: string | null;
}

/** The departments of a draft, each standing. */
export interface Parties {
  readonly from: readonly Department[];
  readonly to: Department | null;
  /** In the order of the shares. */
  readonly heirs: readonly Department[];
}

type PartyRefusal = UnknownDepartment | DepartmentEnded | ReorganisationInvalid;

/** Finds the departments of a draft, or says what is wrong with it. */
export async function findParties(
  reader: Reader,
  draft: ReorganisationDraft,
): Promise<Parties | PartyRefusal> {
  const fault = findFault(draft);
  if (fault) return fault;
  const from: Department[] = [];
  for (const code of draft.fromCodes) {
    const found = await findStanding(reader, code);
    if (isRefusal(found)) return found;
    from.push(found);
  }
  const heirs: Department[] = [];
  for (const share of draft.shares ?? []) {
    const found = await findStanding(reader, share.toCode);
    if (isRefusal(found)) return found;
    heirs.push(found);
  }
  const to = draft.toCode ? await findStanding(reader, draft.toCode) : null;
  if (isRefusal(to)) return to;
  return findWrongHeir({ from, to, heirs }) ?? { from, to, heirs };
}

async function findStanding(
  reader: Reader,
  code: string,
): Promise<Department | UnknownDepartment | DepartmentEnded> {
  const department = await findDepartmentByCode(reader, code);
  if (!department) return new UnknownDepartment(code);
  return (await findEnded(reader, department.id)) ?? department;
}

/** What an authority did, an institution cannot go on with: it has no draws of its own. */
function findWrongHeir({ from, to, heirs }: Parties): ReorganisationInvalid | undefined {
  const isAuthority = from.some((one) => one.kind === DepartmentKind.AUTHORITY);
  const institution = [to, ...heirs].find((one) => one?.kind === DepartmentKind.INSTITUTION);
  if (!isAuthority || !institution) return undefined;
  return new ReorganisationInvalid(
    'toCode',
    `“${institution.code}”是机构，不能承继行政机关的职权；请填写行政机关。`,
    `"${institution.code}" is an institution and cannot take over from an authority; give an authority.`,
  );
}

const moves = {
  toMissing: ['toCode', '请填写承继或接收部门的代码。', 'Give the code of the department that takes over.'],
  toNeedless: ['toCode', '更名没有接收部门，请留空。', 'A change of name has no receiver; leave it out.'],
  oneFrom: [
    'fromCodes',
    '只有合并可以有几个部门，请只填一个。',
    'Only a merger may name several departments; give one.',
  ],
  itself: [
    'toCode',
    '不得并入或划给自身，请更正部门代码。',
    'A department cannot be merged with or transferred to itself; correct the code.',
  ],
  nameMissing: ['name', '请填写新名称。', 'Give the new name.'],
  sharesMissing: ['shares', '请写明各承继部门分得什么。', 'Say what each heir gets.'],
  sharesNeedless: [
    'shares',
    '合并与更名不分配，请留空。',
    'A merger or a change of name has no shares; leave them out.',
  ],
  shareTwice: [
    'shares',
    '同一部门只列一次，主承继部门不必列出。',
    'List each heir once, and the main heir not at all.',
  ],
  shareEmpty: [
    'shares',
    '每一份至少写明区划、对象、人员、任务或账户之一。',
    'A share names divisions, targets, officers, campaigns or accounts.',
  ],
  overlap: ['shares', '同一区划、对象、人员、任务或账户不得分给两个部门。', 'Nothing can go to two heirs.'],
} as const;

function invalid(fault: keyof typeof moves): ReorganisationInvalid {
  const [field, zh, en] = moves[fault];
  return new ReorganisationInvalid(field, zh, en);
}

function findFault(draft: ReorganisationDraft): ReorganisationInvalid | undefined {
  const { kind, fromCodes, toCode, name, shares = [] } = draft;
  if (kind !== ReorganisationKind.MERGE && fromCodes.length > 1) return invalid('oneFrom');
  if (kind === ReorganisationKind.RENAME) {
    if (toCode) return invalid('toNeedless');
    if (shares.length > 0) return invalid('sharesNeedless');
    return name ? undefined : invalid('nameMissing');
  }
  if (!toCode) return invalid('toMissing');
  if (kind === ReorganisationKind.MERGE) {
    if (new Set([...fromCodes, toCode]).size <= fromCodes.length) return invalid('itself');
    return shares.length > 0 ? invalid('sharesNeedless') : undefined;
  }
  if (kind === ReorganisationKind.TRANSFER && fromCodes.includes(toCode)) return invalid('itself');
  return findShareFault(draft, fromCodes[0] ?? '');
}

function findShareFault({ kind, toCode, shares = [] }: ReorganisationDraft, fromCode: string) {
  if (shares.length === 0) return invalid('sharesMissing');
  const codes = shares.map((share) => share.toCode);
  const isTransfer = kind === ReorganisationKind.TRANSFER;
  if (codes.includes(fromCode)) return invalid('itself');
  if (new Set(codes).size < codes.length) return invalid('shareTwice');
  if (isTransfer ? codes.some((code) => code !== toCode) : codes.includes(toCode ?? ''))
    return invalid('shareTwice');
  const lists = shares.map(listed);
  if (lists.some((list) => list.length === 0)) return invalid('shareEmpty');
  const all = lists.flat();
  return new Set(all).size < all.length ? invalid('overlap') : undefined;
}

/** Everything that a share names, told apart by kind. */
function listed(share: NonNullable<ReorganisationDraft['shares']>[number]): string[] {
  const { toCode: _, ...lists } = share;
  return Object.entries(lists).flatMap(([kind, values]) =>
    [...new Set(values ?? [])].map((value) => `${kind} ${value}`),
  );
}
