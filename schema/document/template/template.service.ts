import { recordEvent } from '../../audit/index.js';
import { getOwnDepartment } from '../../plan/index.js';
import { clearUpload } from '../../registry/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { DocumentKind, DocumentSubject, documentKinds } from '../document.kinds.js';
import { DocumentFile } from '../file/document-file.entity.js';
import { keepFile, readFileBytes, readOwnUpload, sha256Of } from '../file/document-file.service.js';
import { basicForms } from '../forms/basic-forms.js';
import { writeForm } from '../forms/write-form.js';
import { checkTemplate } from './template.check.js';
import { DocumentTemplate } from './template.entity.js';
import { TemplateFileInvalid, TemplateNameNeeded, TemplateNotFound } from './template.errors.js';

export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A form to fill in: the department's newest version, or the basic one. */
export interface FormInUse {
  readonly templateId: string | null;
  readonly version: number;
  readonly name: string;
  readonly subject: DocumentSubject;
  readonly hash: string;
}

/** A template to upload. */
export interface TemplateDraft {
  readonly kind: DocumentKind;
  readonly name?: string | null;
  readonly subject?: DocumentSubject | null;
  readonly uploadId: string;
}

const basic = new Map<DocumentKind, { readonly bytes: Uint8Array; readonly hash: string }>();

/** The Word file of a basic form. */
export function basicForm(
  kind: DocumentKind,
): { readonly bytes: Uint8Array; readonly hash: string } | undefined {
  if (kind === DocumentKind.OTHER) return undefined;
  const known = basic.get(kind);
  if (known) return known;
  const bytes = writeForm(basicForms[kind]);
  const made = { bytes, hash: sha256Of(bytes) };
  basic.set(kind, made);
  return made;
}

function nameFor({ kind, name }: Pick<TemplateDraft, 'kind' | 'name'>): string | TemplateNameNeeded {
  const isOwn = kind === DocumentKind.OTHER;
  if (isOwn !== Boolean(name)) return new TemplateNameNeeded();
  return isOwn ? (name as string) : documentKinds[kind].title;
}

/** Takes an uploaded Word file as the next version of a department's form. */
export async function uploadTemplate(unit: Unit, draft: TemplateDraft) {
  const department = getOwnDepartment(unit);
  const name = nameFor(draft);
  if (isRefusal(name)) return name;
  const { kind } = draft;
  const subject =
    kind === DocumentKind.OTHER ? (draft.subject ?? DocumentSubject.VISIT) : documentKinds[kind].subject;
  const upload = await readOwnUpload(unit, draft.uploadId);
  if (upload === 'TOO_LARGE') return new TemplateFileInvalid('文件超过 5 MB', 'it is larger than 5 MB');
  if (isRefusal(upload)) return upload;
  const checked = checkTemplate(upload.bytes, subject);
  if (isRefusal(checked)) return checked;
  const newest = await findNewest(unit, department, kind, name);
  const file = await keepFile(unit, {
    department,
    fileName: upload.fileName,
    mediaType: WORD_TYPE,
    bytes: upload.bytes,
  });
  const template: DocumentTemplate = {
    ...{ id: unit.newId(), department, kind, name, subject, version: (newest?.version ?? 0) + 1 },
    ...{ file: file.id, sha256: file.sha256, ...checked },
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? file.id,
  };
  await unit.em.insert(DocumentTemplate, template);
  await clearUpload(unit, draft.uploadId);
  const { version } = template;
  await recordEvent(
    unit,
    'document.template-uploaded',
    { kind: 'document-template', id: template.id },
    { kind, version, fileHash: file.sha256 },
  );
  return { __typename: 'TemplateUploaded' as const, template };
}

async function findNewest(reader: Reader, department: string, kind: DocumentKind, name: string) {
  const [newest] = await reader.em.find(
    DocumentTemplate,
    { department, kind, name },
    { orderBy: { version: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  return newest;
}

/** The form that a department uses for a kind. */
export async function findForm(
  reader: Reader,
  department: string,
  asked: Pick<TemplateDraft, 'kind' | 'name'>,
): Promise<FormInUse | TemplateNameNeeded | TemplateNotFound> {
  const name = nameFor(asked);
  if (isRefusal(name)) return name;
  const newest = await findNewest(reader, department, asked.kind, name);
  if (newest) {
    const { id, version, subject, sha256 } = newest;
    return { templateId: id, version, name, subject, hash: sha256 };
  }
  const form = basicForm(asked.kind);
  if (!form) return new TemplateNotFound();
  return { templateId: null, version: 0, name, subject: documentKinds[asked.kind].subject, hash: form.hash };
}

/** The Word file of a form that papers were made with; a template is read with them wherever they passed. */
export async function readForm(
  reader: Reader,
  kind: DocumentKind,
  templateId: string | null,
): Promise<Uint8Array> {
  if (!templateId) {
    const form = basicForm(kind);
    if (!form) throw new Error(`a paper of kind ${kind} without its template`);
    return form.bytes;
  }
  return reader.beyond('history', async (wide) => {
    const template = await wide.em.findOneOrFail(
      DocumentTemplate,
      { id: templateId },
      { disableIdentityMap: true },
    );
    const file = await wide.em.findOneOrFail(
      DocumentFile,
      { id: template.file },
      { disableIdentityMap: true },
    );
    return readFileBytes(wide, file);
  });
}

/** Templates of the reader's departments, every version, the newest first. */
export function listTemplates(reader: Reader, kind: DocumentKind | null | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(
      DocumentTemplate,
      { ...key, ...(kind ? { kind } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** A template's Word file, to be edited. */
export async function fetchTemplate(unit: Unit, id: string) {
  const template = await unit.em.findOne(DocumentTemplate, { id });
  if (!template) return undefined;
  const { name, version, kind } = template;
  return { name, version, bytes: await readForm(unit, kind, id) };
}
