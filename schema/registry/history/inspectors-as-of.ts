import { dayInShanghai } from '../../shared/day.js';
import type { Reader } from '../../shared/unit.js';
import { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import { Interest } from '../inspector/interest.entity.js';
import { bindInterests } from '../inspector/interest.service.js';
import { Secondment } from '../inspector/secondment.entity.js';
import { type InspectorInPool, inspectorsInPool } from '../pool/inspectors-in-pool.js';
import { among, type RowCondition, rowsAsOf } from './rows-as-of.js';

/** Certificates of inspectors as they stood at an instant, by number. */
export function listCertificatesAsOf(
  reader: Reader,
  inspectorIds: readonly string[],
  instant: Date,
): Promise<Certificate[]> {
  return rowsAsOf(reader, Certificate, instant, among('inspector_id', inspectorIds), 'number');
}

/** Leave of inspectors as it stood at an instant, by its days. */
export function listLeavesAsOf(
  reader: Reader,
  inspectorIds: readonly string[],
  instant: Date,
): Promise<Leave[]> {
  return rowsAsOf(reader, Leave, instant, among('inspector_id', inspectorIds), 'from_on, to_on');
}

/** `listInspectorPool` as it was at an instant. */
export function listInspectorPoolAsOf(
  reader: Reader,
  departmentId: string,
  instant: Date,
): Promise<InspectorInPool[]> {
  return reader.beyond('history', (wide) => listPoolAsOf(wide, departmentId, instant));
}

async function listPoolAsOf(reader: Reader, departmentId: string, instant: Date): Promise<InspectorInPool[]> {
  const on = dayInShanghai(instant);
  const known = await listSecondmentsAsOf(reader, departmentId, instant);
  const secondments = known.filter(({ toOn }) => toOn >= on);
  const guests = secondments.filter(({ department }) => department === departmentId);
  const guestIds = JSON.stringify(guests.map(({ inspector }) => inspector));
  const ofPool = {
    sql: '(department_id = ? or id::text in (select jsonb_array_elements_text(?::jsonb)))',
    values: [departmentId, guestIds],
  };
  const inspectors = await rowsAsOf(reader, Inspector, instant, ofPool, 'real_id');
  const ids = inspectors.map((inspector) => inspector.id);
  const certificates = await listCertificatesAsOf(reader, ids, instant);
  const leaves = await listLeavesAsOf(reader, ids, instant);
  return inspectorsInPool({ departmentId, inspectors, certificates, leaves, secondments });
}

/** Secondments into and out of a department as they were known at an instant, whatever their days. */
export function listSecondmentsAsOf(
  reader: Reader,
  departmentId: string,
  instant: Date,
): Promise<Secondment[]> {
  const either = { sql: '(department_id = ? or home_id = ?)', values: [departmentId, departmentId] };
  return rowsAsOf(reader, Secondment, instant, either, 'from_on, id');
}

/** Officers of other departments who, as was known at an instant, serve this one on that day or later. */
export function listGuestsAsOf(reader: Reader, departmentId: string, instant: Date): Promise<Inspector[]> {
  return reader.beyond('history', (wide) => listServingAsOf(wide, departmentId, instant));
}

async function listServingAsOf(reader: Reader, departmentId: string, instant: Date): Promise<Inspector[]> {
  const on = dayInShanghai(instant);
  const known = await listSecondmentsAsOf(reader, departmentId, instant);
  const guests = known.filter(({ department, toOn }) => department === departmentId && toOn >= on);
  if (guests.length === 0) return [];
  const ids = guests.map(({ inspector }) => inspector);
  return rowsAsOf(reader, Inspector, instant, among('id', ids), 'real_id');
}

/** Whose interests count for a department: those of its own, and of its guests as their own departments know them., on a row `one`. */
export function interestsOf(departmentId: string, guests: readonly Inspector[]): RowCondition {
  const pairs = guests.map(({ department, realId }) => `${department} ${realId}`);
  return {
    sql: `(one.department_id = ? or one.department_id::text || ' ' || one.inspector_real_id in (select jsonb_array_elements_text(?::jsonb)))`,
    values: [departmentId, JSON.stringify(pairs)],
  };
}

/** `listInterests` as it was at an instant, for that instant's day. Sealed as that is. */
export function listInterestsAsOf(reader: Reader, departmentId: string, instant: Date): Promise<Interest[]> {
  return reader.beyond('history', (wide) => listHoldingAsOf(wide, departmentId, instant));
}

async function listHoldingAsOf(reader: Reader, departmentId: string, instant: Date): Promise<Interest[]> {
  const on = dayInShanghai(instant);
  const whose = interestsOf(departmentId, await listGuestsAsOf(reader, departmentId, instant));
  const holding = {
    sql: `${whose.sql} and (ends_on is null or ends_on >= ?)`,
    values: [...whose.values, on],
  };
  const interests = await rowsAsOf(
    reader,
    Interest,
    instant,
    holding,
    'inspector_real_id, target_real_id, reason_code, id',
  );
  return bindInterests(reader, departmentId, interests);
}
