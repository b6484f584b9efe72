import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  BlobRole,
  endingOf,
  evidenceReaders,
  type OpenedBlob,
  openEvidence,
} from '../../schema/inspection/index.js';
import { letIn } from '../../schema/shared/allow.js';
import type { Actor } from '../../schema/shared/unit.js';
import { openBlob } from '../evidence/blob-cipher.js';
import { BlobDamagedError, type BlobStore, StoreUnavailableError } from '../evidence/blob-store.js';
import type { Logger } from '../platform/logger.js';
import { createStep, type StepSources } from '../platform/step.js';

interface EvidencePath {
  readonly Params: { readonly id: string };
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where each of the files of a piece of evidence is read. */
const places: Readonly<Record<string, BlobRole>> = {
  '/evidence/:id': BlobRole.ORIGINAL,
  '/evidence/:id/picture': BlobRole.PICTURE,
  '/evidence/:id/thumbnail': BlobRole.THUMBNAIL,
};

const answers = {
  notFound: [404, 'NOT_FOUND', '没有这份证据，或您不得查看。', 'There is no such evidence for you.'],
  ended: [
    410,
    'EVIDENCE_ENDED',
    '这份证据的保存期已满，内容已销毁，哈希仍在。',
    'Its term is over: the content was destroyed, its hash stays.',
  ],
  unavailable: [
    503,
    'EVIDENCE_UNAVAILABLE',
    '证据文件暂时无法读取；请告知系统管理员运行 fairdraw evidence 核对证据库。',
    'The file cannot be read; have the system’s administrator compare the store by fairdraw evidence.',
  ],
} as const;

function refuse(reply: FastifyReply, answer: keyof typeof answers) {
  const [status, code, message, messageEn] = answers[answer];
  return reply.code(status).send({ code, message, messageEn });
}

/** Reads the first part before anything is answered: a missing or damaged file is told, never sent in half. */
async function firstPart(bytes: AsyncGenerator<Uint8Array>): Promise<AsyncGenerator<Uint8Array>> {
  const first = await bytes.next();
  async function* all() {
    if (!first.done) yield Buffer.from(first.value);
    yield* bytes;
  }
  return all();
}

function send(
  reply: FastifyReply,
  { mediaType, size, fileName }: OpenedBlob,
  bytes: AsyncIterable<Uint8Array>,
) {
  const stem = fileName.replace(/\.[^.]{1,8}$/, '') || '证据';
  const name = encodeURIComponent(`${stem}.${endingOf(mediaType)}`);
  return reply
    .type(mediaType)
    .header('content-length', size)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(Readable.from(bytes, { objectMode: false }));
}

/**
 * `GET /evidence/<id>` (the file as it was taken), `/evidence/<id>/picture`, `/evidence/<id>/thumbnail` (without what the
 * camera wrote). Who may see which: `openEvidence`. Bytes are decrypted and compared as they stream.
 */
export function addEvidenceRoutes(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
  store: BlobStore,
  logger: Logger,
): void {
  async function answer(request: FastifyRequest<EvidencePath>, reply: FastifyReply, role: BlobRole) {
    const { id } = request.params;
    const actor = letIn(await findActor(request, reply), evidenceReaders, 'look');
    if (!actor.accountId || !idForm.test(id)) return refuse(reply, 'notFound');
    const opened = await createStep(sources, actor)((unit) => openEvidence(unit, id, role));
    if (!opened) return refuse(reply, 'notFound');
    if (opened === 'ENDED') return refuse(reply, 'ended');
    try {
      const bytes = await firstPart(openBlob(await store.get(opened.id), opened));
      return send(reply, opened, bytes);
    } catch (error) {
      if (!(error instanceof BlobDamagedError || error instanceof StoreUnavailableError)) throw error;
      logger.error({ requestId: request.id, reason: error.message }, 'evidence cannot be read');
      return refuse(reply, 'unavailable');
    }
  }

  for (const [path, role] of Object.entries(places)) {
    app.get<EvidencePath>(path, (request, reply) => answer(request, reply, role));
  }
}
