import { formatId, type PersonNumbers } from '../../shared/identifiers/index.js';
import { checkTradeCode } from '../../shared/trades/index.js';
import type { Target } from './target.entity.js';
import type { TargetFault } from './target.errors.js';
import { Datum, SubjectKind, TargetKind, TargetStatus } from './target.states.js';
import { checkGiven, type GivenNumber, inPriority } from './target-number.js';

/** What a registrar may say of a target. An absent field stays as it is, `null` clears it. */
export interface TargetDetails {
  readonly name?: string | null;
  readonly subject?: SubjectKind | null;
  /** All numbers it has; that of its own id may be left out. */
  readonly identifiers?: readonly GivenNumber[] | null;
  readonly responsibleId?: string | null;
  readonly stage?: string | null;
  readonly divisionCode?: string | null;
  readonly district?: string | null;
  readonly trade?: string | null;
  readonly tradeCodes?: readonly string[] | null;
  readonly riskClass?: string | null;
  readonly classSystem?: string | null;
  readonly weight?: number | null;
  readonly status?: TargetStatus | null;
  readonly statusOn?: string | null;
  readonly establishedOn?: string | null;
  readonly registrar?: string | null;
  readonly address?: string | null;
  readonly businessAddress?: string | null;
  readonly position?: {
    readonly longitude: number;
    readonly latitude: number;
    readonly datum?: Datum | null;
  } | null;
  readonly requiredSkills?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
}

/** What of a target's row a registrar decides. */
export type TargetContent = Omit<
  Target,
  'id' | 'department' | 'realId' | 'source' | 'createdAt' | 'updatedAt' | 'updatedBy' | 'importRun'
>;

/** A target before anything is said of it. */
export function emptyContent(kind: TargetKind): TargetContent {
  return {
    name: '',
    kind,
    subject: SubjectKind.LEGAL_PERSON,
    identifiers: [],
    formerNames: [],
    responsibleId: null,
    stage: null,
    division: '',
    district: '',
    trade: null,
    tradeCodes: [],
    riskClass: null,
    classSystem: null,
    weight: 1,
    status: TargetStatus.ACTIVE,
    statusOn: null,
    establishedOn: null,
    registrar: null,
    address: null,
    businessAddress: null,
    longitude: null,
    latitude: null,
    datum: null,
    requiredSkills: [],
    tags: [],
  };
}

/** Gathers faults, so that all are told at once. */
export class Faults {
  readonly list: TargetFault[] = [];

  add(field: string, zh: string, en: string): void {
    this.list.push({ field, message: zh, messageEn: en });
  }

  /** The checked value, or nothing after its fault was noted. */
  checked(
    field: string,
    outcome: { readonly value: string } | { readonly fault: { readonly zh: string; readonly en: string } },
  ): string[] {
    if ('value' in outcome) return [outcome.value];
    this.add(field, outcome.fault.zh, outcome.fault.en);
    return [];
  }
}

/** The ids of given numbers, each checked by the rules of its scheme. */
export function checkNumbers(
  given: readonly GivenNumber[],
  persons: PersonNumbers,
  faults: Faults,
): string[] {
  return inPriority(
    given.flatMap((one) =>
      faults.checked('identifiers', checkGiven(one, persons)).map((value) => formatId(one.scheme, value)),
    ),
  );
}

/** The text columns that are taken as they are. */
const plain = [
  'stage',
  'trade',
  'riskClass',
  'classSystem',
  'establishedOn',
  'registrar',
  'address',
  'businessAddress',
] as const;

/** What a target is after these details; identifiers and the responsible entity are the caller's. */
export function applyDetails(
  base: TargetContent,
  details: TargetDetails,
  ground: { readonly today: string; readonly knowsDivision: (code: string) => boolean },
  faults: Faults,
): TargetContent {
  const next: TargetContent = { ...base };
  for (const field of plain) if (details[field] !== undefined) next[field] = details[field] || null;
  if (details.subject) next.subject = details.subject;
  if (details.weight !== undefined) next.weight = details.weight ?? 1;
  if (details.requiredSkills !== undefined) next.requiredSkills = distinct(details.requiredSkills);
  if (details.tags !== undefined) next.tags = distinct(details.tags);
  if (details.tradeCodes !== undefined) {
    const codes = details.tradeCodes ?? [];
    next.tradeCodes = distinct(codes.flatMap((code) => faults.checked('tradeCodes', checkTradeCode(code))));
  }
  if (details.position !== undefined) {
    const { longitude = null, latitude = null, datum = null } = details.position ?? {};
    Object.assign(next, { longitude, latitude, datum });
  }
  applyName(next, base, details, faults);
  applyPlace(next, base, details, ground, faults);
  applyStatus(next, base, details, ground.today);
  checkTogether(next, details, ground.today, faults);
  return next;
}

function distinct(words: readonly string[] | null): string[] {
  return [...new Set((words ?? []).filter((word) => word !== ''))];
}

/** A name that gives way to another stays known. */
function applyName(next: TargetContent, base: TargetContent, { name }: TargetDetails, faults: Faults): void {
  if (name === undefined) return;
  if (!name) faults.add('name', '名称为空。', 'The name is blank.');
  if (!name || name === base.name) return;
  const earlier = base.name === '' ? base.formerNames : [...base.formerNames, base.name];
  next.name = name;
  next.formerNames = distinct(earlier).filter((one) => one !== name);
}

/** The district is that of the division unless it was set apart. */
function applyPlace(
  next: TargetContent,
  base: TargetContent,
  { divisionCode, district }: TargetDetails,
  { knowsDivision }: { readonly knowsDivision: (code: string) => boolean },
  faults: Faults,
): void {
  if (divisionCode !== undefined) next.division = divisionCode ?? '';
  if (district !== undefined) next.district = district ?? next.division;
  else if (base.district === base.division) next.district = next.division;
  const unknown = [
    '系统中没有这个区划代码，请由系统管理员先登记。',
    'No such division is known here.',
  ] as const;
  if (divisionCode !== undefined && !knowsDivision(next.division)) faults.add('divisionCode', ...unknown);
  if (district != null && !knowsDivision(district)) faults.add('district', ...unknown);
}

/** A status that changes without its day does so today. */
function applyStatus(
  next: TargetContent,
  base: TargetContent,
  { status, statusOn }: TargetDetails,
  today: string,
): void {
  if (status && status !== base.status) Object.assign(next, { status, statusOn: statusOn ?? today });
  else if (statusOn !== undefined) next.statusOn = statusOn;
}

function checkTogether(next: TargetContent, details: TargetDetails, today: string, faults: Faults): void {
  const saysClass = details.riskClass !== undefined || details.classSystem !== undefined;
  if (saysClass && (next.riskClass === null) !== (next.classSystem === null)) {
    faults.add(
      next.riskClass === null ? 'riskClass' : 'classSystem',
      '风险等级与分级体系须一并填写：不同体系的等级方向可能相反。',
      'A risk class needs its class system, and the other way round: scales run in both directions.',
    );
  }
  if (details.stage && next.kind !== TargetKind.PROJECT) {
    faults.add('stage', '只有项目有阶段。', 'Only a project has a stage.');
  }
  if (details.status === TargetStatus.MERGED) {
    faults.add(
      'status',
      '并入、分立或转换须另行登记，不能直接改状态。',
      'A merger, split or conversion is recorded as such, not by a status.',
    );
  }
  for (const field of ['statusOn', 'establishedOn'] as const) {
    if (details[field] && details[field] > today) {
      faults.add(field, '日期不得晚于今天。', 'The day is later than today.');
    }
  }
  if (next.statusOn && next.establishedOn && next.statusOn < next.establishedOn) {
    if (details.statusOn || details.establishedOn || details.status) {
      faults.add('statusOn', '状态日期早于成立日期。', 'The day of the status precedes the establishment.');
    }
  }
}
