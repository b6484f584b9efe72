import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  findImportRun,
  findOwnUpload,
  maySeeRows,
  openRemarkFile,
  uploadSource,
} from '../../schema/registry/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';

interface RemarkPath {
  readonly Params: { readonly id: string };
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function notFound(reply: FastifyReply) {
  return reply.code(404).send({
    code: 'NO_REMARKS',
    message: '没有这次导入的错误行：没有错误、已过一天，或不是本人上传。',
    messageEn:
      'There are no faulty rows of this import: it has none, a day has passed, or somebody else uploaded it.',
  });
}

/**
 * `GET /imports/<id>/remarks`: the rows that an import refused, as they came, each with what is wrong with it, in the
 * format of the file. For the registrar who uploaded it, for a day.
 */
export function addRemarkRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  app.get<RemarkPath>('/imports/:id/remarks', async (request, reply) => {
    const actor = letIn(await findActor(request, reply), [Role.REGISTRAR], 'look');
    const reader = createReader(sources, actor);
    const run = idForm.test(request.params.id) ? await findImportRun(reader, request.params.id) : null;
    if (!run || run.faultCount === 0 || !maySeeRows(reader, run)) return notFound(reply);
    const upload = run.uploadId ? await findOwnUpload(reader, run.uploadId) : null;
    if (!upload) return notFound(reply);
    const source = uploadSource(createStep(sources, actor), upload.id);
    const { fileName, mediaType, bytes } = await openRemarkFile(reader, run, source);
    return reply
      .type(mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(Readable.from(bytes));
  });
}
