/**
 * Papers: forms edited in Word, numbers, approval, print, signed sheets. Services for the rooms to the right:
 *
 * - `prepareDocuments`, `voidDocument`, `listDocuments`; `openDocuments` with `renderWord`, `renderPdf`
 * - `recordResultByPaper`: a signed sheet is the signed result
 * - `takeNumbers`, `reserveNumbers`: numbers of a series, without a gap
 * - `passDocuments`: papers pass with their campaigns
 */
export * from './approval/approval.entity.js';
export * from './approval/approval.errors.js';
export * from './approval/approval.service.js';
export * from './approval/approval.steps.js';
export * from './check-in.read.js';
export * from './collation/collation.entity.js';
export * from './collation/collation.errors.js';
export * from './collation/collation.service.js';
export * from './document.entity.js';
export * from './document.errors.js';
export * from './document.fields.js';
export * from './document.kinds.js';
export * from './document.open.js';
export * from './document.pass.js';
export * from './document.render.js';
export * from './document.resolver.js';
export * from './document.service.js';
export * from './document.states.js';
export * from './dossier/dossier.service.js';
export * from './file/document-file.entity.js';
export * from './file/document-file.service.js';
export * from './number/number.entity.js';
export * from './number/number.errors.js';
export * from './number/number.service.js';
export * from './number/number.states.js';
export * from './office.resolver.js';
export { CharacterWithoutFont, nameOf } from './paper/font/fonts.js';
export * from './paper-result/paper-correction.service.js';
export * from './paper-result/paper-result.errors.js';
export * from './paper-result/paper-result.resolver.js';
export * from './paper-result/paper-result.service.js';
export * from './result-file/result-file.service.js';
export * from './scan/scan.errors.js';
export * from './scan/scan.service.js';
export * from './template/template.entity.js';
export * from './template/template.errors.js';
export * from './template/template.service.js';
export * from './visit-events.resolver.js';
