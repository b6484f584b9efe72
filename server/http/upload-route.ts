import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { saveUpload } from '../../schema/registry/index.js';
import { letIn } from '../../schema/shared/allow.js';
import { plainText } from '../../schema/shared/plain-text/index.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createStep, type StepSources } from '../platform/step.js';
import { type SpooledFile, spool, TooLargeError } from './upload-spool.js';

const MEGABYTE = 1024 * 1024;

/** Registrars bring registers; planners forms, stamped papers and scans; inspectors scans. */
const uploaders: readonly [Role, ...Role[]] = [Role.REGISTRAR, Role.PLAN_OWNER, Role.INSPECTOR];

/** A page of another site cannot send these without asking first, and nobody answers it. */
const contentTypes = [
  'application/octet-stream',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-ndjson',
  'application/jsonl',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/pdf',
  'image/png',
  'image/jpeg',
];

interface UploadRequest {
  readonly Querystring: { readonly name?: string };
  readonly Body: Readable | undefined;
}

const answers = {
  notSignedIn: [401, 'NOT_SIGNED_IN', '请先登录。', 'Sign in first.'],
  notAllowed: [
    403,
    'NOT_ALLOWED',
    '只有两库管理员、计划管理员与检查人员可以上传文件。',
    'Only registrars, plan owners and inspectors upload files.',
  ],
  noName: [
    400,
    'BAD_FILE_NAME',
    '请在 name 参数中给出文件名（不超过 200 个字符）。',
    'Give the file’s name in the parameter name, at most 200 characters.',
  ],
  empty: [400, 'EMPTY_FILE', '文件是空的。', 'The file is empty.'],
} as const;

function refuse(reply: FastifyReply, answer: keyof typeof answers) {
  const [status, code, message, messageEn] = answers[answer];
  return reply.code(status).send({ code, message, messageEn });
}

function tooLarge(reply: FastifyReply, limitMb: number) {
  return reply
    .code(413)
    .header('connection', 'close')
    .send({
      code: 'FILE_TOO_LARGE',
      message: `文件超过 ${limitMb} MB，请拆分后上传。`,
      messageEn: `The file is larger than ${limitMb} MB; split it.`,
    });
}

/** The last part of a path, as text that may enter; undefined where there is none. */
export function readFileName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  const clean = plainText(name.split(/[\\/]/).at(-1) ?? '');
  return 'value' in clean && clean.value !== '' && [...clean.value].length <= 200 ? clean.value : undefined;
}

/**
 * `POST /uploads?name=<file name>`: the body is the file, as it is. Answers `{uploadId, sha256, size}`; the mutations
 * `startImport`, `importEntities`, `importInspectors`, `importItems`, `importSpecialPools`, `importPlanBatches`, `importHandedList`, `importDecisions`,
 * `uploadTemplate`, `attachScan` and `attachStamped` take the id. For signed-in registrars, plan owners and inspectors.
 *
 * @param findActor who asks; an actor of kind `anonymous` where nobody is signed in
 * @param limitMb the largest file (setting FAIRDRAW_UPLOAD_MB)
 */
export function addUploadRoute(
  app: FastifyInstance,
  sources: StepSources,
  findActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>,
  limitMb: number,
): void {
  async function receive(request: FastifyRequest<UploadRequest>, reply: FastifyReply) {
    const actor = letIn(await findActor(request, reply), uploaders, 'act');
    if (!actor.accountId) return refuse(reply, 'notSignedIn');
    if (!actor.roles?.some((role) => uploaders.includes(role))) return refuse(reply, 'notAllowed');
    const fileName = readFileName(request.query.name);
    if (!fileName) return refuse(reply, 'noName');
    if (!request.body) return refuse(reply, 'empty');
    if (Number(request.headers['content-length'] ?? 0) > limitMb * MEGABYTE) return tooLarge(reply, limitMb);
    try {
      const file = await spool(request.body, limitMb * MEGABYTE);
      // A large file takes minutes: whoever was signed out meanwhile leaves nothing behind.
      const still = await findActor(request, reply);
      if (!still.accountId) {
        await file.remove();
        return refuse(reply, 'notSignedIn');
      }
      return await keep(file, fileName, actor, reply).finally(file.remove);
    } catch (error) {
      if (error instanceof TooLargeError) return tooLarge(reply, limitMb);
      throw error;
    }
  }

  async function keep(file: SpooledFile, fileName: string, actor: Actor, reply: FastifyReply) {
    const { sha256, size } = file;
    if (size === 0) return refuse(reply, 'empty');
    const upload = await createStep(
      sources,
      actor,
    )((unit) => saveUpload(unit, { fileName, sha256, size, parts: file.parts() }));
    if (isRefusal(upload)) {
      const { code, message, messageEn } = upload;
      return reply.code(403).send({ code, message, messageEn });
    }
    return reply.code(201).send({ uploadId: upload.id, sha256, size });
  }

  // A scope of its own: only here a body comes as a stream, and as nothing else.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(contentTypes, (_request, payload, done) => done(null, payload));
    scope.post<UploadRequest>('/uploads', { bodyLimit: limitMb * MEGABYTE }, receive);
  });
}
