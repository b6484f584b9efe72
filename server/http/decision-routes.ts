import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DecisionKind, exportDecisions, openDecisionRemarks } from '../../schema/decision/index.js';
import { letIn, type Rule } from '../../schema/shared/allow.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import { sheetFile } from '../../schema/shared/sheet-file/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createStep, type StepSources } from '../platform/step.js';
import { savedAs, sendSheet, sheetStyle, sheetTypes } from './sheet-answer.js';

/** Who reads decisions in the console takes them out as files; the rows of a faulty file are its uploader's. */
const exporters: readonly Rule[] = [Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR];
const uploaders: readonly Rule[] = [Role.REGISTRAR];

const parameters = z.strictObject({
  kind: z.enum(DecisionKind),
  fromOn: z.iso.date().optional(),
  toOn: z.iso.date().optional(),
  ...sheetStyle,
});

function refuse(reply: FastifyReply, status: number, code: string, message: string, messageEn: string) {
  return reply.code(status).send({ code, message, messageEn });
}

/** Rows that are all there, as they are written. */
async function* atOnce<Rows>(rows: Rows): AsyncGenerator<Rows> {
  yield rows;
}

type FindActor = (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>;

/** Whether the actor holds one of the roles; where not, the answer is given. */
function isLetIn(actor: Actor, reply: FastifyReply): boolean {
  if (actor.accountId && actor.roles?.length) return true;
  if (!actor.accountId) refuse(reply, 401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.');
  else refuse(reply, 403, 'NOT_ALLOWED', '您的角色不能办理。', 'Your roles do not do this.');
  return false;
}

/**
 * `GET /decisions/export?kind=PENALTY|LICENCE&fromOn=…&toOn=…&format=csv|xlsx|jsonl&encoding=…`: decisions under the
 * headings of the data standard, without what the vault holds; written down.
 * `GET /decision-imports/<id>/remarks`: the rows that were not taken, each with what is wrong, in the format of the file.
 */
export function addDecisionRoutes(app: FastifyInstance, sources: StepSources, findActor: FindActor): void {
  app.get('/decisions/export', { exposeHeadRoute: false }, async (request, reply) => {
    const actor = letIn(await findActor(request, reply), exporters, 'look');
    if (!isLetIn(actor, reply)) return reply;
    const asked = parameters.safeParse(request.query);
    if (!asked.success) {
      const fault = asked.error.issues.map(({ path }) => path.join('.')).join(', ');
      return refuse(reply, 400, 'BAD_PARAMETER', `参数有误：${fault}。`, `A parameter is wrong: ${fault}.`);
    }
    const { encoding, ...filter } = asked.data;
    const sheet = await createStep(sources, actor)((unit) => exportDecisions(unit, filter));
    if (isRefusal(sheet)) return refuse(reply, 409, sheet.code, sheet.message, sheet.messageEn);
    const table = { title: '行政决定', columns: sheet.columns, rows: atOnce(sheet.rows) };
    const name = savedAs(`行政决定-${filter.kind}.${filter.format}`);
    return sendSheet(reply, asked.data, name, sheetFile(table, asked.data));
  });

  app.get<{ Params: { id: string } }>(
    '/decision-imports/:id/remarks',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const actor = letIn(await findActor(request, reply), uploaders, 'look');
      if (!isLetIn(actor, reply)) return reply;
      const { id } = request.params;
      const isId = z.uuid().safeParse(id).success;
      const file = isId
        ? await createStep(sources, actor)((unit) => openDecisionRemarks(unit, id))
        : undefined;
      if (!file) {
        const zh = '没有这次导入的错误行：没有错误、已过一天，或不是本人上传。';
        const en = 'There are no faulty rows: none, a day has passed, or somebody else uploaded the file.';
        return refuse(reply, 404, 'NO_REMARKS', zh, en);
      }
      return reply
        .type(sheetTypes[file.format])
        .header('content-disposition', savedAs(file.fileName))
        .header('cache-control', 'no-store')
        .send(Readable.from(file.bytes, { objectMode: false }));
    },
  );
}
