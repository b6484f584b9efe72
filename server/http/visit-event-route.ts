import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findPaperAssignments } from '../../schema/document/index.js';
import { takeEvents } from '../../schema/inspection/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createStep, type StepSources } from '../platform/step.js';
import { isOfAnother, otherAccount } from './sender-account.js';

const MEGABYTE = 1024 * 1024;
/** Events of one batch; a phone that has more sends several. */
const MOST_EVENTS = 5_000;
const JSON_LIST = 'application/json';
const JSON_LINES = ['application/x-ndjson', 'application/jsonl'];

interface BatchRequest {
  readonly Querystring: { readonly device?: string; readonly sentAt?: string; readonly account?: string };
  readonly Body: string | undefined;
}

const answers = {
  notSignedIn: [401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.'],
  notAllowed: [
    403,
    'NOT_ALLOWED',
    '只有检查人员可以提交现场事件。',
    'Only inspectors send events of visits.',
  ],
  otherAccount,
  noDevice: [
    400,
    'DEVICE_NEEDED',
    '请在 device 参数中给出已登记设备的标识（registerDevice），在 sentAt 参数中给出设备时钟的现在。',
    'Give the registered device (registerDevice) in the parameter device, and its clock’s time in sentAt.',
  ],
  notJson: [
    400,
    'BAD_JSON',
    '不是 JSON 数组，也不是逐行 JSON；未接收任何事件，请保留后重发。',
    'This is neither a JSON list nor JSON lines. Nothing was taken; keep it and send it again.',
  ],
  tooMany: [
    413,
    'TOO_MANY_EVENTS',
    `一批最多 ${MOST_EVENTS} 个事件；未接收任何事件，请分批重发。`,
    `A batch has at most ${MOST_EVENTS} events. Nothing was taken; send it in parts.`,
  ],
} as const;

function refuse(reply: FastifyReply, answer: keyof typeof answers) {
  const [status, code, message, messageEn] = answers[answer];
  return reply.code(status).send({ code, message, messageEn });
}

function tooLarge(limitMb: number) {
  return {
    code: 'BATCH_TOO_LARGE',
    message: `这一批超过 ${limitMb} MB；未接收任何事件，请分批重发。`,
    messageEn: `The batch is larger than ${limitMb} MB. Nothing was taken; send it in parts.`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The events of a body; a line that is no JSON goes on as its text, to be refused by itself. */
function readEntries(body: string, contentType: string | undefined): unknown[] | undefined {
  if (contentType?.startsWith(JSON_LIST)) {
    const list = parsed(body);
    return Array.isArray(list) ? list : undefined;
  }
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => parsed(line) ?? line);
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The device, and what its clock says; undefined where either is missing or none. */
function readSender({ device, sentAt }: BatchRequest['Querystring']) {
  const at = new Date(sentAt ?? '');
  if (!device || !idForm.test(device) || Number.isNaN(at.getTime())) return undefined;
  return { deviceId: device, sentAt: at };
}

/**
 * `POST /visit-events?device=<id>&sentAt=<instant>`: events that were recorded without network, as a JSON list or JSON
 * lines, each signed by the device. Answers a verdict for each, in their order. For the inspectors of the teams. A phone
 * adds `account=<id>`, whose events they are: under anybody else's session nothing is taken.
 *
 * @param limitMb the largest batch (setting FAIRDRAW_VISIT_BATCH_MB)
 */
export function addVisitEventRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
  limitMb: number,
): void {
  async function receive(request: FastifyRequest<BatchRequest>, reply: FastifyReply) {
    const actor = letIn(await findActor(request, reply), [Role.INSPECTOR], 'act');
    if (!actor.accountId) return refuse(reply, 'notSignedIn');
    if (!actor.roles?.includes(Role.INSPECTOR)) return refuse(reply, 'notAllowed');
    if (isOfAnother(actor, request.query.account)) return refuse(reply, 'otherAccount');
    const sender = readSender(request.query);
    if (!sender) return refuse(reply, 'noDevice');
    const entries = readEntries(request.body ?? '', request.headers['content-type']);
    if (!entries) return refuse(reply, 'notJson');
    if (entries.length > MOST_EVENTS) return refuse(reply, 'tooMany');
    const batch = { entries, ...sender };
    const step = createStep(sources, actor);
    return reply.send(await step((unit) => takeEvents(unit, batch, findPaperAssignments)));
  }

  // A scope of its own: only here a body of JSON may be so large.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([JSON_LIST, ...JSON_LINES], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error;
      return reply.code(413).header('connection', 'close').send(tooLarge(limitMb));
    });
    scope.post<BatchRequest>('/visit-events', { bodyLimit: limitMb * MEGABYTE }, receive);
  });
}
