import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openResultFile, type ResultFile } from '../../schema/document/index.js';
import { originalReaders } from '../../schema/inspection/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { type ZipEntry, zipFile } from '../../schema/shared/sheet-file/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { openBlob } from '../evidence/blob-cipher.js';
import type { BlobStore } from '../evidence/blob-store.js';
import { createStep, type StepSources } from '../platform/step.js';

const fileForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.zip$/;

interface ResultPath {
  readonly Params: { readonly file: string };
}

/** The result, its evidence, and the hashes of all, as `sha256sum --check` reads them. */
function entriesOf({ said, files }: ResultFile, store: BlobStore): ZipEntry[] {
  const saidHash = createHash('sha256').update(said).digest('hex');
  const sums = [{ name: 'result.json', sha256: saidHash }, ...files];
  return [
    { name: 'result.json', data: () => [said] },
    { name: 'SHA256SUMS', data: () => sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`) },
    ...files.map(({ name, content }) => ({
      name,
      data: async function* () {
        if (content instanceof Uint8Array) yield content;
        else yield* openBlob(await store.get(content.id), content);
      },
    })),
  ];
}

/**
 * `GET /results/<id>.zip`: one version of a result with the evidence that it rests on, for those who judge evidence. Files are
 * decrypted and compared as they stream: where one is damaged the archive breaks off and does not open.
 */
export function addResultRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
  store: BlobStore,
): void {
  app.get<ResultPath>('/results/:file', async (request, reply) => {
    const [, id] = fileForm.exec(request.params.file) ?? [];
    const actor = letIn(await findActor(request, reply), originalReaders, 'look');
    const isLetIn =
      actor.accountId && actor.roles?.some((role) => (originalReaders as readonly string[]).includes(role));
    const found =
      id && isLetIn ? await createStep(sources, actor)((unit) => openResultFile(unit, id)) : undefined;
    if (!found) {
      return reply.code(404).send({
        code: 'NOT_FOUND',
        message: '没有这份结果，或您不得查看。',
        messageEn: 'There is no such result for you.',
      });
    }
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="${found.name}.zip"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(zipFile(entriesOf(found, store)), { objectMode: false }));
  });
}
