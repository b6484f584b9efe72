import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Department, UnknownDepartment } from '../../schema/department/index.js';
import { beginExport, exportBytes, exportFileName, finishExport } from '../../schema/registry/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';
import { readExportRequest } from './export-request.js';
import { whileSignedIn } from './session-watch.js';
import { savedAs, sendSheet, sheetTypes } from './sheet-answer.js';

/** Who may take a register out of the building: fewer than those who may look things up in it. */
const exporters: readonly Role[] = [Role.REGISTRAR, Role.PLAN_OWNER, Role.SUPERVISION, Role.AUDITOR];

interface ExportPath {
  readonly Params: { readonly register: string };
}

function refuse(reply: FastifyReply, status: number, code: string, message: string, messageEn: string) {
  return reply.code(status).send({ code, message, messageEn });
}

/**
 * `GET /exports/targets|inspectors|items|special-pools?department=…&format=csv|xlsx|jsonl&encoding=…&asOf=…&keys=true`
 * with filters `name`, `id`, `riskClass`, `trade`, `division`, `tag`, `status`: the register as a file that is written while
 * it is read, as fast as the client takes it. `HEAD` asks whether one may, and exports nothing.
 */
export function addExportRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
): void {
  async function entitled(request: FastifyRequest<ExportPath>, reply: FastifyReply) {
    const actor = letIn(await findActor(request, reply), exporters, 'look');
    if (!actor.accountId) return refuse(reply, 401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.');
    if (!actor.roles?.some((role) => exporters.includes(role))) {
      return refuse(
        reply,
        403,
        'NOT_ALLOWED',
        '您的角色不能导出名录。',
        'Your roles do not export registers.',
      );
    }
    const asked = readExportRequest(request.params.register, request.query);
    if (!asked) return refuse(reply, 404, 'NOT_FOUND', '没有这个名录。', 'There is no such register.');
    if ('fault' in asked) {
      const { fault } = asked;
      return refuse(reply, 400, 'BAD_PARAMETER', `参数有误：${fault}。`, `A parameter is wrong: ${fault}.`);
    }
    const departmentCode = asked.departmentCode ?? (await ownDepartmentCode(actor));
    if (!departmentCode) {
      return refuse(
        reply,
        400,
        'BAD_PARAMETER',
        '请给出 department（部门代码）。',
        'Give department, its code.',
      );
    }
    return { actor, request: { ...asked, departmentCode } };
  }

  async function ownDepartmentCode(actor: Actor): Promise<string | undefined> {
    const id = actor.departmentId;
    const own = id ? await createReader(sources, actor).em.findOne(Department, { id }) : null;
    return own?.code;
  }

  app.head<ExportPath>('/exports/:register', async (request, reply) => {
    const found = await entitled(request, reply);
    return 'actor' in found ? reply.type(sheetTypes[found.request.format]).send() : found;
  });

  app.get<ExportPath>('/exports/:register', { exposeHeadRoute: false }, async (request, reply) => {
    const found = await entitled(request, reply);
    if (!('actor' in found)) return found;
    const step = createStep(sources, found.actor);
    const begun = await step((unit) => beginExport(unit, found.request));
    if (isRefusal(begun)) {
      const status = begun instanceof UnknownDepartment ? 404 : 400;
      return refuse(reply, status, begun.code, begun.message, begun.messageEn);
    }
    const file = exportBytes(createReader(sources, found.actor), begun, (outcome) =>
      step((unit) => finishExport(unit, begun.record.id, outcome)),
    );
    const bytes = whileSignedIn(sources, found.actor, file);
    const { plain, full } = exportFileName(begun);
    return sendSheet(reply, begun.request, savedAs(full, plain), bytes);
  });
}
