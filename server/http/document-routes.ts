import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  basicForm,
  CharacterWithoutFont,
  DocumentKind,
  documentKinds,
  documentReaders,
  fetchCollation,
  fetchDocument,
  fetchDocumentFile,
  fetchTemplate,
  nameOf,
  readForm,
  renderPdf,
  renderWord,
  WORD_TYPE,
} from '../../schema/document/index.js';
import { letIn } from '../../schema/shared/allow.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createStep, type StepSources } from '../platform/step.js';

interface FilePath {
  readonly Params: { readonly file: string };
}

const idForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(docx|pdf)$/;
const kindForm = /^([A-Z_]{1,32})\.docx$/;
const PDF_TYPE = 'application/pdf';

function notFound(reply: FastifyReply) {
  return reply.code(404).send({
    code: 'NOT_FOUND',
    message: '没有这个文件，或尚未到可见时间。',
    messageEn: 'There is no such file, or its time has not come.',
  });
}

function unprintable(reply: FastifyReply, { characters }: CharacterWithoutFont) {
  const named = characters.map(nameOf).join('、');
  return reply.code(422).send({
    code: 'CHARACTER_UNPRINTABLE',
    message: `下列字符没有可用的字体：${named}；请改用规范字。`,
    messageEn: `No font has these characters: ${named}. Write them otherwise.`,
  });
}

function send(reply: FastifyReply, type: string, fileName: string, bytes: Uint8Array) {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('cache-control', 'no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/**
 * Papers as files: `GET /documents/<id>.pdf|.docx`, `/collations/<id>.pdf`, `/document-files/<id>` (scans, stamped papers),
 * `/document-templates/<id>.docx`, and the forms that come with the program, `/document-forms/<KIND>.docx`. Who is told of a
 * target before its visit is written down before anything is sent.
 */
export function addDocumentRoutes(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  const stepOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = letIn(await findActor(request, reply), documentReaders, 'look');
    const isLetIn =
      actor.accountId && actor.roles?.some((role) => (documentReaders as readonly string[]).includes(role));
    return isLetIn ? createStep(sources, actor) : undefined;
  };

  app.get<FilePath>('/documents/:file', async (request, reply) => {
    const [, id, format] = idForm.exec(request.params.file) ?? [];
    const step = id && format ? await stepOf(request, reply) : undefined;
    if (!step || !id || !format) return notFound(reply);
    const found = await step(async (unit) => {
      const opened = await fetchDocument(unit, id, format);
      if (!opened) return undefined;
      const { kind, template } = opened.document;
      return { opened, form: await readForm(unit, kind, template ?? null) };
    });
    if (!found) return notFound(reply);
    const { name, number } = found.opened.document;
    const fileName = `${name} ${number}.${format}`;
    if (format === 'docx') return send(reply, WORD_TYPE, fileName, renderWord(found.opened, found.form));
    try {
      const { bytes } = await renderPdf(found.opened, found.form, sources.installation.training);
      return send(reply, PDF_TYPE, fileName, bytes);
    } catch (error) {
      if (error instanceof CharacterWithoutFont) return unprintable(reply, error);
      throw error;
    }
  });

  app.get<FilePath>('/collations/:file', async (request, reply) => {
    const [, id, format] = idForm.exec(request.params.file) ?? [];
    const step = id && format === 'pdf' ? await stepOf(request, reply) : undefined;
    const bytes = step && id ? await step((unit) => fetchCollation(unit, id)) : undefined;
    return bytes ? send(reply, PDF_TYPE, '合并打印.pdf', bytes) : notFound(reply);
  });

  app.get<FilePath>('/document-files/:file', async (request, reply) => {
    const [, id] = idForm.exec(`${request.params.file}.pdf`) ?? [];
    const step = id ? await stepOf(request, reply) : undefined;
    const found = step && id ? await step((unit) => fetchDocumentFile(unit, id)) : undefined;
    return found ? send(reply, found.mediaType, found.fileName, found.bytes) : notFound(reply);
  });

  app.get<FilePath>('/document-templates/:file', async (request, reply) => {
    const [, id, format] = idForm.exec(request.params.file) ?? [];
    const step = id && format === 'docx' ? await stepOf(request, reply) : undefined;
    const found = step && id ? await step((unit) => fetchTemplate(unit, id)) : undefined;
    return found
      ? send(reply, WORD_TYPE, `${found.name} v${found.version}.docx`, found.bytes)
      : notFound(reply);
  });

  app.get<FilePath>('/document-forms/:file', async (request, reply) => {
    const [, kind] = kindForm.exec(request.params.file) ?? [];
    const isKnown = kind !== undefined && Object.hasOwn(DocumentKind, kind);
    if (!isKnown || !(await stepOf(request, reply))) return notFound(reply);
    const form = basicForm(kind as DocumentKind);
    if (!form) return notFound(reply);
    return send(reply, WORD_TYPE, `${documentKinds[kind as DocumentKind].title}.docx`, form.bytes);
  });
}
