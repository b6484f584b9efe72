import type { FastifyInstance, FastifyReply } from 'fastify';
import { findCheckpoint, listVerifierKeys } from '../../schema/audit/public.js';
import { createReader, type StepSources } from '../platform/step.js';

interface CheckpointPath {
  readonly Params: { readonly size?: string };
}

function sendText(reply: FastifyReply, text: string | undefined) {
  if (text !== undefined) return reply.type('text/plain; charset=utf-8').send(text);
  return reply
    .code(404)
    .send({ code: 'NOT_FOUND', message: '没有这个检查点。', messageEn: 'There is no such checkpoint.' });
}

/**
 * Checkpoints as plain files: `/portal/audit/checkpoint` (the newest), `/portal/audit/checkpoint/<size>`, and
 * `/portal/audit/keys`, one key in each line.
 */
export function addAuditRoutes(app: FastifyInstance, sources: StepSources): void {
  const read = () => createReader(sources, { kind: 'anonymous' });

  app.get('/portal/audit/checkpoint', async (_request, reply) =>
    sendText(reply, (await findCheckpoint(read()))?.note),
  );

  app.get<CheckpointPath>('/portal/audit/checkpoint/:size', async (request, reply) => {
    const { size = '' } = request.params;
    const found = /^[1-9]\d{0,14}$/.test(size) ? await findCheckpoint(read(), Number(size)) : null;
    return sendText(reply, found?.note);
  });

  app.get('/portal/audit/keys', async (_request, reply) => {
    const keys = await listVerifierKeys(read());
    return sendText(reply, keys.map(({ text }) => `${text}\n`).join(''));
  });
}
