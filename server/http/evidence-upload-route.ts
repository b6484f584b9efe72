import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type EvidenceClaim,
  EvidenceKind,
  isOfMatter,
  type Label,
  matterRoles,
} from '../../schema/inspection/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { plainText } from '../../schema/shared/plain-text/index.js';
import { isRefusal, type Refusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { StoreUnavailableError } from '../evidence/blob-store.js';
import { type EvidenceRoom, limitOf, receiveEvidence } from '../evidence/receive-evidence.js';
import type { Logger } from '../platform/logger.js';
import type { StepSources } from '../platform/step.js';
import { isOfAnother, otherAccount } from './sender-account.js';
import { readFileName } from './upload-route.js';
import { TooLargeError } from './upload-spool.js';

const MEGABYTE = 1024 * 1024;

/** What a page of another site could send without asking first stays out: forms and plain text. */
const contentTypes = /^(?:image|audio|video)\/|^text\/(?:html|xml)|^application\/(?!x-www-form-urlencoded)/;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const text = (most: number) =>
  z
    .string()
    .transform((raw) => {
      const clean = plainText(raw);
      return 'value' in clean ? clean.value : '';
    })
    .pipe(z.string().min(1).max(most));
const form = z.object({
  assignment: uuid,
  client: uuid,
  kind: z.enum(EvidenceKind),
  matter: uuid.optional(),
  point: text(64).optional(),
  name: z.string().optional(),
  takenAt: z.iso.datetime({ offset: true }).optional(),
});

interface EvidenceRequest {
  readonly Querystring: Record<string, unknown>;
  readonly Body: Readable | undefined;
}

const answers = {
  notSignedIn: [401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.'],
  otherAccount,
  notAllowed: [
    403,
    'NOT_ALLOWED',
    '只有检查人员可以上传检查证据，整改、移送、预警的材料由承办人员上传。',
    'Evidence of a visit is uploaded by its inspectors, that of a matter by who handles it.',
  ],
  empty: [400, 'EMPTY_FILE', '文件是空的，请重新选择。', 'The file is empty; choose it again.'],
  storeUnavailable: [
    503,
    'EVIDENCE_STORE_UNAVAILABLE',
    '证据库暂不可用，文件未保存；请保留在设备上稍后重传，并告知系统管理员。',
    'The store of evidence does not answer and the file was not kept: keep it on the device, send it again later, and tell the system’s administrator.',
  ],
} as const;

/** The status of each refusal; 422 of what is wrong with the file itself. */
const statuses: Readonly<Record<string, number>> = {
  AssignmentNotFound: 404,
  NotOnTeam: 403,
  EvidenceClosed: 409,
  MatterNotFound: 404,
  MatterClosed: 409,
  EvidenceFull: 409,
  ClientIdTaken: 409,
  ContentNotTaken: 415,
};

function refuse(reply: FastifyReply, answer: keyof typeof answers) {
  const [status, code, message, messageEn] = answers[answer];
  return reply.code(status).send({ code, message, messageEn });
}

function answerRefusal(reply: FastifyReply, { __typename, code, message, messageEn }: Refusal) {
  return reply.code(statuses[__typename] ?? 422).send({ code, message, messageEn });
}

/** What is not read is cut off with the connection. */
function tooLarge(reply: FastifyReply, limitBytes: number) {
  const limitMb = limitBytes / MEGABYTE;
  return reply
    .code(413)
    .header('connection', 'close')
    .send({
      code: 'EVIDENCE_TOO_LARGE',
      message: `文件超过 ${limitMb} MB；照片请调低分辨率，文件、音视频请分段。`,
      messageEn: `The file is larger than ${limitMb} MB; lower the camera’s resolution, or cut a recording into parts.`,
    });
}

function badParameters(reply: FastifyReply, names: readonly string[]) {
  const listed = [...new Set(names)].join('、');
  return reply.code(400).send({
    code: 'BAD_EVIDENCE_REQUEST',
    message: `请检查参数 ${listed}：assignment、client 为标识，kind 为证据种类，matter 为整改、移送、预警材料所属事项的标识，point 至多 64 字，takenAt 为带时区的时刻。`,
    messageEn: `Look at ${listed}: assignment and client are ids, kind is a kind of evidence, matter the id of the rectification, transfer or alarm that RECTIFICATION, TRANSFER and ALARM belong to, point has at most 64 characters, takenAt is an instant with its offset.`,
  });
}

function readClaim(query: Record<string, unknown>): { claim: EvidenceClaim; label: Label } | string[] {
  const parsed = form.safeParse(query);
  if (!parsed.success) return parsed.error.issues.map(({ path }) => String(path[0]));
  const { assignment, client, kind, matter: matterId = null, point = null, name, takenAt } = parsed.data;
  // A matter is named exactly where the kind belongs to one.
  if (isOfMatter(kind) !== (matterId !== null)) return ['matter'];
  const claim = { assignmentId: assignment, clientId: client, kind, matterId, point };
  return { claim, label: { name: readFileName(name) ?? '', takenAt: takenAt ? new Date(takenAt) : null } };
}

function rolesFor({ kind }: EvidenceClaim): readonly Role[] {
  return isOfMatter(kind) ? matterRoles[kind] : [Role.INSPECTOR];
}

/**
 * `POST /evidence?assignment=<id>&client=<id>&kind=<EvidenceKind>[&matter=<id>][&point=…][&name=…][&takenAt=…][&account=<id>]`: the body is the file. Answers
 * `{evidenceId, sha256, size, mediaType}`, 201; 200 where the same was taken before. For inspectors, of their own visits, and
 * for who handles a rectification, transfer or alarm, as long as that is open.
 */
export function addEvidenceUploadRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
  room: EvidenceRoom,
  logger: Logger,
): void {
  async function receive(request: FastifyRequest<EvidenceRequest>, reply: FastifyReply) {
    const read = readClaim(request.query);
    const roles = Array.isArray(read) ? [Role.INSPECTOR] : rolesFor(read.claim);
    const find = async () => letIn(await findActor(request, reply), roles, 'act');
    const actor = await find();
    if (!actor.accountId) return refuse(reply, 'notSignedIn');
    if (!actor.roles?.some((role) => roles.includes(role))) return refuse(reply, 'notAllowed');
    if (isOfAnother(actor, request.query.account)) return refuse(reply, 'otherAccount');
    if (Array.isArray(read)) return badParameters(reply, read);
    if (!request.body || request.headers['content-length'] === '0') return refuse(reply, 'empty');
    const limit = limitOf(read.claim, room);
    if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge(reply, limit);
    try {
      const arrival = { ...read, body: request.body, findActor: find };
      const kept = await receiveEvidence(sources, room, arrival);
      if (isRefusal(kept)) return answerRefusal(reply, kept);
      const { id: evidenceId, sha256, size, mediaType } = kept.evidence;
      return reply.code(kept.isNew ? 201 : 200).send({ evidenceId, sha256, size, mediaType });
    } catch (error) {
      if (error instanceof TooLargeError) return tooLarge(reply, limit);
      if (!(error instanceof StoreUnavailableError)) throw error;
      logger.error({ requestId: request.id, reason: error.message }, 'the store of evidence failed');
      return refuse(reply, 'storeUnavailable');
    }
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(contentTypes, (_request, payload, done) => done(null, payload));
    scope.post<EvidenceRequest>('/evidence', { bodyLimit: Number.MAX_SAFE_INTEGER }, receive);
  });
}
