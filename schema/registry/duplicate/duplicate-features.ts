import { convertPosition, distanceMetres, type Position } from '../target/position.js';
import type { Target } from '../target/target.entity.js';
import { Datum, type TargetKind } from '../target/target.states.js';
import { ALIKE, DuplicateReason, duplicateReasons, NEAR_METRES } from './duplicate.states.js';
import { addressForm, characterPairs, likeness, nameForm } from './name-forms.js';

/** What of a target is compared. */
export interface Features {
  readonly realId: string;
  readonly kind: TargetKind;
  readonly responsibleId: string | null;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly address?: string;
  readonly numbers: readonly string[];
  readonly organisationCodes: readonly string[];
  readonly creditCode?: string;
  /** In WGS 84. */
  readonly position?: Position;
}

/** The features of a target; a position whose datum is not known is none. */
export function featuresOf(target: Target, places: ReadonlySet<string>): Features {
  const numbers = [target.realId, ...target.identifiers];
  const creditCode = numbers.find((id) => /^uscc:[^/]+$/.test(id))?.slice(5);
  return {
    realId: target.realId,
    kind: target.kind,
    responsibleId: target.responsibleId ?? null,
    name: nameForm(target.name, places),
    formerNames: target.formerNames.map((name) => nameForm(name, places)),
    address: addressForm(target.businessAddress ?? target.address),
    numbers,
    organisationCodes: numbers.flatMap(organisationCode),
    creditCode,
    position: positionOf(target),
  };
}

/** GB 32100-2015: positions 9 to 17 of a credit code are the body's organisation code. */
function organisationCode(id: string): string[] {
  if (id.includes('/')) return [];
  if (id.startsWith('uscc:')) return [id.slice(13, 22)];
  return id.startsWith('orgcode:') ? [id.slice(8).replace('-', '')] : [];
}

function positionOf({ longitude, latitude, datum }: Target): Position | undefined {
  if (longitude == null || latitude == null || !datum) return undefined;
  return convertPosition({ longitude: Number(longitude), latitude: Number(latitude), datum }, Datum.WGS84);
}

/** Half of it is more than what counts as near, in the north of the country too, where a degree of longitude is short. */
const CELL_DEGREES = 0.0015;

/**
 * The keys by which targets that may be one come together. Whoever is near somebody shares at least one of the four grids
 * with them, each shifted by half a cell.
 */
export function blockingKeys(features: Features): string[] {
  const { name, formerNames, address, numbers, organisationCodes, position } = features;
  const keys = [
    ...numbers.map((number) => `number ${number}`),
    ...organisationCodes.map((code) => `code ${code}`),
    ...[name, ...formerNames].filter((form) => form.length >= 2).map((form) => `name ${form}`),
  ];
  if (address) keys.push(`address ${address}`);
  if (position) {
    const [x, y] = [position.longitude / CELL_DEGREES, position.latitude / CELL_DEGREES];
    for (const [dx, dy] of [
      [0, 0],
      [0.5, 0],
      [0, 0.5],
      [0.5, 0.5],
    ] as const) {
      keys.push(`place ${dx} ${dy} ${Math.floor(x + dx)} ${Math.floor(y + dy)}`);
    }
  }
  return [...new Set(keys)];
}

/** The pairs of a name's characters, made once for all that a target is compared with. */
const pairsOf = new WeakMap<Features, ReadonlySet<string>>();

function namePairs(features: Features): ReadonlySet<string> {
  const known = pairsOf.get(features) ?? characterPairs(features.name);
  pairsOf.set(features, known);
  return known;
}

function share(one: readonly string[], other: readonly string[]): boolean {
  return one.some((value) => other.includes(value));
}

function isNear({ position: one }: Features, { position: other }: Features): boolean {
  return one !== undefined && other !== undefined && distanceMetres(one, other) < NEAR_METRES;
}

/** Why two targets seem to be one, each reason once; none for those that are plainly two. */
export function reasonsFor(one: Features, other: Features): DuplicateReason[] {
  if (one.kind !== other.kind) return [];
  if (one.responsibleId === other.realId || other.responsibleId === one.realId) return [];
  const reasons: DuplicateReason[] = [];
  if (share(one.numbers, other.numbers)) reasons.push(DuplicateReason.SAME_NUMBER);
  else if (share(one.organisationCodes, other.organisationCodes))
    reasons.push(DuplicateReason.SAME_ORGANISATION_CODE);
  const byPlace: DuplicateReason[] = [];
  if (one.address !== undefined && one.address === other.address) byPlace.push(DuplicateReason.SAME_ADDRESS);
  if (isNear(one, other)) byPlace.push(DuplicateReason.NEAR_POSITION);
  const byName = nameReason(one, other, byPlace.length > 0);
  reasons.push(...(byName ? [byName] : []), ...byPlace);
  if (one.creditCode && other.creditCode && one.creditCode !== other.creditCode)
    reasons.push(DuplicateReason.OTHER_CREDIT_CODE);
  return reasons;
}

/** Names that are only alike say nothing unless the place agrees. */
function nameReason(one: Features, other: Features, agreesInPlace: boolean): DuplicateReason | undefined {
  if (one.name === other.name) return DuplicateReason.SAME_NAME;
  if (one.formerNames.includes(other.name) || other.formerNames.includes(one.name))
    return DuplicateReason.FORMER_NAME;
  const isAlike = agreesInPlace && likeness(namePairs(one), namePairs(other)) >= ALIKE;
  return isAlike ? DuplicateReason.SIMILAR_NAME : undefined;
}

/** 0 to 99. */
export function scoreOf(reasons: readonly DuplicateReason[]): number {
  const sum = reasons.reduce((all, reason) => all + duplicateReasons[reason].score, 0);
  return Math.max(0, Math.min(99, sum));
}
