import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordFileRead } from '../../schema/draw/index.js';
import { everyLevel, findPublicDraw, findReadableFile, listReadableFiles } from '../../schema/draw/public.js';
import { letIn } from '../../schema/shared/allow.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor, Reader } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';

/** Who verifies at the restricted level. */
const restrictedReaders: readonly Role[] = [Role.AUDITOR, Role.SUPERVISION];

/** Names that a file of a draw may have. */
const nameForm = /^(?:pool\/)?[a-z0-9-]{1,64}\.jsonl?$/;
const commitmentForm = /^[0-9a-f]{64}$/;

interface DrawPath {
  readonly Params: { readonly commitment: string; readonly '*': string };
}

const types: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

function notFound(reply: FastifyReply) {
  return reply
    .code(404)
    .send({ code: 'NOT_FOUND', message: '没有这个文件。', messageEn: 'There is no such file.' });
}

async function findDraw(reader: Reader, commitment: string) {
  return commitmentForm.test(commitment) ? findPublicDraw(reader, commitment) : null;
}

function send(reply: FastifyReply, name: string, text: string) {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return reply.type(types[ending] ?? 'text/plain; charset=utf-8').send(text);
}

/** The files by which a draw is verified: public ones for everybody, all of them for those entitled. */
export function addDrawRoutes(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  app.get<DrawPath>('/portal/draws/:commitment', async (request, reply) => {
    const reader = createReader(sources, { kind: 'anonymous' }, 'portal');
    const draw = await findDraw(reader, request.params.commitment);
    if (!draw) return notFound(reply);
    const files = await listReadableFiles(reader, draw);
    return reply.send({ commitment: draw.commitment, level: 'public', files });
  });

  app.get<DrawPath>('/portal/draws/:commitment/files/*', async (request, reply) => {
    const reader = createReader(sources, { kind: 'anonymous' }, 'portal');
    const draw = await findDraw(reader, request.params.commitment);
    const name = request.params['*'];
    const text = draw && nameForm.test(name) && (await findReadableFile(reader, draw, name));
    return typeof text === 'string' ? send(reply, name, text) : notFound(reply);
  });

  const entitled = async (request: FastifyRequest<DrawPath>, reply: FastifyReply) => {
    const actor = letIn(await findActor(request, reply), restrictedReaders, 'look');
    if (!actor.roles?.some((role) => restrictedReaders.includes(role))) return undefined;
    const reader = createReader(sources, actor);
    const draw = await findDraw(reader, request.params.commitment);
    return draw ? { actor, reader, draw } : undefined;
  };

  app.get<DrawPath>('/draws/:commitment', async (request, reply) => {
    const found = await entitled(request, reply);
    if (!found) return notFound(reply);
    const files = await listReadableFiles(found.reader, found.draw, everyLevel);
    return reply.send({ commitment: found.draw.commitment, level: 'restricted', files });
  });

  app.get<DrawPath>('/draws/:commitment/files/*', async (request, reply) => {
    const found = await entitled(request, reply);
    const name = request.params['*'];
    const known = found && nameForm.test(name);
    const text = known && (await findReadableFile(found.reader, found.draw, name, everyLevel));
    if (!found || typeof text !== 'string') return notFound(reply);
    await createStep(sources, found.actor)((unit) => recordFileRead(unit, found.draw, name));
    return send(reply, name, text);
  });
}
