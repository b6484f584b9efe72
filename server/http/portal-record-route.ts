import type { FastifyInstance } from 'fastify';
import {
  fieldsOfRecord,
  findPublicEnd,
  findPublicRecord,
  PublicationKind,
  type PublicRecord,
} from '../../schema/publication/public.js';
import { createReader, type StepSources } from '../platform/step.js';
import { markAnswer, tagOf } from './conditional-answer.js';
import type { PortalGate } from './portal-gate.js';

interface RecordPath {
  readonly Params: { readonly id: string };
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const words = {
  gone: {
    code: 'GONE',
    message: '该公示已结束，不再公开。',
    messageEn: 'It was public once and is no more.',
  },
  missing: { code: 'NOT_FOUND', message: '没有这条公示。', messageEn: 'There is no such record.' },
};

/** A record as JSON: the fields of the query `record`, without those that it lacks. */
function written(record: PublicRecord): string {
  const { divisionCodes: _divisions, tradePrefixes: _trades, identifier: _number, ...fields } = record;
  const told = Object.entries({ ...fields, fields: fieldsOfRecord(record) });
  return JSON.stringify(Object.fromEntries(told.filter(([, value]) => value !== null)));
}

/** `GET /portal/records/<id>`: one record by its address; 410 for what was public once. */
export function addPortalRecordRoute(
  app: FastifyInstance,
  sources: StepSources,
  gate: PortalGate,
  maxAge: number,
): void {
  app.get<RecordPath>('/portal/records/:id', async (request, reply) => {
    if (await gate.refuses(request, reply, sources)) return reply;
    const { id } = request.params;
    const reader = createReader(sources, { kind: 'anonymous' }, 'portal');
    const json = reply.type('application/json; charset=utf-8');
    const record = idForm.test(id) ? await findPublicRecord(reader, id) : null;
    if (record) {
      if (record.kind === PublicationKind.PENALTY) reply.header('x-robots-tag', 'noindex, noarchive');
      const marks = { etag: `"${record.hash}"`, changedAt: record.publishedAt, maxAge };
      return markAnswer(request, reply, marks) ? reply.send() : json.send(written(record));
    }
    const ended = idForm.test(id) ? await findPublicEnd(reader, id) : null;
    if (!ended) return json.code(404).send(JSON.stringify(words.missing));
    const { noteToOn: _, ...end } = ended;
    const text = JSON.stringify({ ...words.gone, recordEnd: end });
    reply.header('x-robots-tag', 'noindex, noarchive').header('etag', tagOf(text));
    return json.code(410).header('cache-control', 'public, no-cache').send(text);
  });
}
