/** The fairness of a draw, before and after: exact probabilities, trials, people, and certificates of one pairing. */
export { type Audit, type AuditInput, auditDraw } from './audit.js';
export { auditPage } from './audit-page.js';
export {
  type Certificate,
  type CertificateInput,
  makeCertificate,
  NoCertificate,
} from './certificate.js';
export { type Checked, checkCertificate, type Known, readCertificate } from './certificate-check.js';
export { certificatePage } from './certificate-page.js';
export { headline } from './verdict.js';
