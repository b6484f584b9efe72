import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type PlanSheet, planSheet } from '../../schema/plan/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { Role } from '../../schema/shared/roles.js';
import {
  csvFile,
  jsonLinesFile,
  SHEET_FORMATS,
  type SheetFormat,
  workbookFile,
} from '../../schema/shared/sheet-file/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, type StepSources } from '../platform/step.js';

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
  format: z.enum(SHEET_FORMATS).default('xlsx'),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
});

type Asked = z.infer<typeof parameters>;

const types: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

function refuse(reply: FastifyReply, status: number, code: string, message: string, messageEn: string) {
  return reply.code(status).send({ code, message, messageEn });
}

function fileOf({ title, columns, rows, notes }: PlanSheet, { format, encoding }: Asked) {
  if (format === 'csv') return csvFile(columns, rows, encoding);
  if (format === 'jsonl') return jsonLinesFile(columns, rows);
  return workbookFile(title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 28), columns, rows, notes);
}

/** The file's name in both forms: one that every client reads, and the Chinese one (RFC 6266). */
function disposition({ edition, title }: PlanSheet, format: SheetFormat): string {
  const full = encodeURIComponent(`${title}-${edition}.${format}`);
  return `attachment; filename="plan-${edition}.${format}"; filename*=UTF-8''${full}`;
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
    const charset = asked.data.format === 'csv' ? `; charset=${asked.data.encoding}` : '';
    return reply
      .type(types[asked.data.format] + charset)
      .header('content-disposition', disposition(sheet, asked.data.format))
      .header('cache-control', 'no-store')
      .send(Readable.from(fileOf(sheet, asked.data), { objectMode: false }));
  });
}
