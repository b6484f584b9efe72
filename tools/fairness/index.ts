/** The fairness of a draw, before and after: exact probabilities, trials, people, and certificates of one pairing. */
export { type Audit, type AuditedDraw, type AuditInput, auditDraw } from './audit.js';
export { auditPage } from './audit-page.js';
export { NoCertificate } from './bundle-parts.js';
export {
  type Certificate,
  type CertificateInput,
  makeCertificate,
} from './certificate.js';
export { type Checked, checkCertificate, type Known } from './certificate-check.js';
export { readCertificate } from './certificate-file.js';
export { certificatePage } from './certificate-page.js';
export { percent } from './figures.js';
export { headline } from './verdict.js';
