import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { planSheet } from '../../schema/plan/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { Role } from '../../schema/shared/roles.js';
import { sheetFile } from '../../schema/shared/sheet-file/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, type StepSources } from '../platform/step.js';
import { savedAs, sendSheet, sheetStyle } from './sheet-answer.js';

/** Who reads plans in the console takes them out as files. */
const exporters: readonly Role[] = [
  Role.PLAN_OWNER,
  Role.APPROVER,
  Role.DRAW_OPERATOR,
  Role.PUBLISHER,
  Role.SUPERVISION,
  Role.AUDITOR,
];

interface PlanPath {
  readonly Params: { readonly id: string };
}

const parameters = z.strictObject({
  version: z.coerce.number().int().min(1).max(100_000).optional(),
  ...sheetStyle,
});

function refuse(reply: FastifyReply, status: number, code: string, message: string, messageEn: string) {
  return reply.code(status).send({ code, message, messageEn });
}

/**
 * `GET /plans/<id>/export?format=csv|xlsx|jsonl&encoding=…&version=…`: an annual plan under the headings that an import
 * knows, as it is being written or, with `version`, as it was approved.
 */
export function addPlanExportRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  app.get<PlanPath>('/plans/:id/export', async (request, reply) => {
    const actor = letIn(await findActor(request, reply), exporters, 'look');
    if (!actor.accountId) return refuse(reply, 401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.');
    if (!actor.roles?.some((role) => exporters.includes(role))) {
      return refuse(reply, 403, 'NOT_ALLOWED', '您的角色不能导出计划。', 'Your roles do not export plans.');
    }
    const asked = parameters.safeParse(request.query);
    if (!asked.success) {
      const fault = asked.error.issues.map(({ path }) => path.join('.')).join(', ');
      return refuse(reply, 400, 'BAD_PARAMETER', `参数有误：${fault}。`, `A parameter is wrong: ${fault}.`);
    }
    const { id } = request.params;
    const isId = z.uuid().safeParse(id).success;
    const sheet = isId && (await planSheet(createReader(sources, actor), id, asked.data.version));
    if (!sheet) {
      return refuse(reply, 404, 'NOT_FOUND', '没有该计划或该版本。', 'There is no such plan or version.');
    }
    const { edition } = sheet;
    const { format } = asked.data;
    const title = sheet.title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 28);
    const name = savedAs(`${sheet.title}-${edition}.${format}`, `plan-${edition}.${format}`);
    return sendSheet(reply, asked.data, name, sheetFile({ ...sheet, title }, asked.data));
  });
}
