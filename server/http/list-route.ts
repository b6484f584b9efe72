import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { handDown } from '../../schema/draw/index.js';
import { exportUploads } from '../../schema/inspection/index.js';
import { exportMonthlyReturn } from '../../schema/oversight/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { plainText } from '../../schema/shared/plain-text/index.js';
import { isRefusal, type Refusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor, Unit } from '../../schema/shared/unit.js';
import { createStep, type StepSources } from '../platform/step.js';

interface ListPath {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly documentNo?: string };
}

interface ListFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whoever plans answers for a list, above and below. */
const listers: readonly Role[] = [Role.PLAN_OWNER];

/** A confirmed return is also read by heads and by whoever oversees. */
const returnReaders: readonly Role[] = [Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR];

function refuse(reply: FastifyReply, status: number, code: string, message: string, messageEn: string) {
  return reply.code(status).send({ code, message, messageEn });
}

/** The document under which a list goes down, as text that may enter. */
function readDocumentNo(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const clean = plainText(given);
  return 'value' in clean && clean.value.length >= 2 && clean.value.length <= 100 ? clean.value : undefined;
}

/**
 * `GET /lists/drawn/<draw>?documentNo=…`: the targets of a draw of targets alone, to be handed down.
 * `GET /lists/handed/<list>/results`: the results of a list that was handed down, in its own columns and codes.
 * `GET /lists/monthly-returns/<version>`: a confirmed version of a month's return on delegated items.
 * All as workbooks, all written down.
 */
export function addListRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  async function send(
    request: FastifyRequest<ListPath>,
    reply: FastifyReply,
    make: (unit: Unit) => Promise<ListFile | Refusal>,
    allowed = listers,
  ) {
    const actor = letIn(await findActor(request, reply), allowed, allowed === listers ? 'act' : 'look');
    if (!actor.accountId) return refuse(reply, 401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.');
    if (!actor.roles?.some((role) => allowed.includes(role))) {
      const [zh, en] = ['只有计划管理员可以下达、回传名单。', 'Only a plan owner hands lists down or up.'];
      return refuse(reply, 403, 'NOT_ALLOWED', zh, en);
    }
    if (!idForm.test(request.params.id)) {
      return refuse(reply, 404, 'NOT_FOUND', '没有这份名单。', 'There is no such list.');
    }
    const file = await createStep(sources, actor)(make);
    if (isRefusal(file)) {
      const status = file.code.endsWith('NOT_FOUND') ? 404 : 409;
      return refuse(reply, status, file.code, file.message, file.messageEn);
    }
    return reply
      .type(workbook)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(file.bytes));
  }

  app.get<ListPath>('/lists/drawn/:id', { exposeHeadRoute: false }, async (request, reply) => {
    const documentNo = readDocumentNo(request.query.documentNo);
    if (!documentNo) {
      const [zh, en] = ['请给出 documentNo（文号，2 至 100 字）。', 'Give documentNo, 2 to 100 characters.'];
      return refuse(reply, 400, 'BAD_PARAMETER', zh, en);
    }
    return send(request, reply, (unit) => handDown(unit, request.params.id, documentNo));
  });

  app.get<ListPath>('/lists/handed/:id/results', { exposeHeadRoute: false }, (request, reply) =>
    send(request, reply, (unit) => exportUploads(unit, request.params.id)),
  );

  app.get<ListPath>('/lists/monthly-returns/:id', { exposeHeadRoute: false }, (request, reply) =>
    send(request, reply, (unit) => exportMonthlyReturn(unit, request.params.id), returnReaders),
  );
}
