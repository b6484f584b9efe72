import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { checkCertificateNumber } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { CertificateNotFound, CertificateNumberTaken, CertificateStatusWrong } from './certificate.errors.js';
import { Certificate } from './inspector.entity.js';
import { InspectorNotFound, OfficerFieldInvalid, OfficerPeriodInvalid } from './inspector.errors.js';
import { findInspectorLocked, findStale, stampOf } from './inspector.lock.js';
import { CertificateStatus, type CertificateTransition, certificateTransitions } from './inspector.states.js';

/** A certificate as it is written on the card. */
export interface CertificateDraft {
  readonly kind: string;
  readonly number: string;
  readonly issuer?: string | null;
  readonly scope?: string | null;
  readonly validFromOn?: string | null;
  readonly validToOn: string;
}

/** What is wrong with a certificate that somebody enters, or nothing. `ownId` is that of one that is changed. */
export async function findCertificateFault(
  unit: Unit,
  department: string,
  draft: CertificateDraft,
  ownId?: string,
) {
  const number = checkCertificateNumber(draft.number);
  if ('fault' in number) return new OfficerFieldInvalid('number', number.fault.zh, number.fault.en);
  const { validFromOn, validToOn } = draft;
  if (validFromOn && validToOn < validFromOn) {
    return new OfficerPeriodInvalid('validToOn', validFromOn, validToOn);
  }
  const [taken] = await unit.em.execute<{ holder: string }[]>(
    `select inspector.name as holder from certificate join inspector on inspector.id = inspector_id
       where department_id = ? and number = ? and certificate.id is distinct from ? limit 1`,
    [department, number.value, ownId ?? null],
  );
  return taken && new CertificateNumberTaken(number.value, taken.holder);
}

function fieldsOf(draft: CertificateDraft) {
  const number = checkCertificateNumber(draft.number);
  if ('fault' in number) throw new Error('a certificate number is checked before it is written');
  return {
    kind: draft.kind,
    number: number.value,
    issuer: draft.issuer ?? null,
    scope: draft.scope ?? null,
    validFromOn: draft.validFromOn ?? null,
    validToOn: draft.validToOn,
  };
}

/** Writes a certificate that was checked. */
export async function insertCertificate(
  unit: Unit,
  inspector: string,
  draft: CertificateDraft,
): Promise<Certificate> {
  const status = CertificateStatus.VALID;
  const created = { id: unit.newId(), inspector, status, createdAt: unit.now };
  const certificate: Certificate = { ...created, ...fieldsOf(draft), ...stampOf(unit) };
  await unit.em.insert(Certificate, certificate);
  return certificate;
}

/** Adds a certificate to an officer. */
export async function addCertificate(unit: Unit, inspectorId: string, draft: CertificateDraft) {
  const inspector = await findInspectorLocked(unit, inspectorId);
  if (isRefusal(inspector)) return inspector;
  const fault = await findCertificateFault(unit, inspector.department, draft);
  if (fault) return fault;
  const certificate = await insertCertificate(unit, inspectorId, draft);
  await recordEvent(unit, 'certificate.added', { kind: 'certificate', id: certificate.id });
  return { __typename: 'CertificateAdded' as const, certificate };
}

/** The certificate and its holder under lock, unless it was changed since it was read. */
async function findCertificateLocked(unit: Unit, id: string, expectedUpdatedAt: Date) {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const certificate = await unit.em.findOne(Certificate, { id }, lock);
  if (!certificate) return new CertificateNotFound();
  const inspector = await findInspectorLocked(unit, certificate.inspector);
  if (isRefusal(inspector))
    return inspector instanceof InspectorNotFound ? new CertificateNotFound() : inspector;
  return findStale(certificate, expectedUpdatedAt) ?? { certificate, inspector };
}

/** Corrects or renews a certificate: what stands on the card replaces what was entered. */
export async function changeCertificate(
  unit: Unit,
  input: CertificateDraft & { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const found = await findCertificateLocked(unit, input.id, input.expectedUpdatedAt);
  if (isRefusal(found)) return found;
  const { certificate, inspector } = found;
  const fault = await findCertificateFault(unit, inspector.department, input, certificate.id);
  if (fault) return fault;
  const changes = { ...fieldsOf(input), ...stampOf(unit) };
  await unit.em.nativeUpdate(Certificate, { id: certificate.id }, changes);
  await recordEvent(unit, 'certificate.changed', { kind: 'certificate', id: certificate.id });
  return { __typename: 'CertificateChanged' as const, certificate: Object.assign(certificate, changes) };
}

/** Suspends, restores or revokes a certificate; from then on it counts, or not, in every freeze. */
export async function moveCertificate(
  unit: Unit,
  transition: CertificateTransition,
  input: { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const found = await findCertificateLocked(unit, input.id, input.expectedUpdatedAt);
  if (isRefusal(found)) return found;
  const { certificate } = found;
  const { from, to } = certificateTransitions[transition];
  if (!(from as readonly string[]).includes(certificate.status)) {
    return new CertificateStatusWrong(certificate.status, from);
  }
  const changes = { status: to, ...stampOf(unit) };
  await unit.em.nativeUpdate(Certificate, { id: certificate.id }, changes);
  await recordEvent(unit, 'certificate.moved', { kind: 'certificate', id: certificate.id }, { status: to });
  return { __typename: 'CertificateChanged' as const, certificate: Object.assign(certificate, changes) };
}
