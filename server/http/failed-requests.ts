import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '../platform/logger.js';
import { describeUnexpected } from './error-details.js';
import { limits } from './limits.js';
import { RequestError } from './request-error.js';

const kilobytes = limits.bodyBytes / 1024;

/** What is said about a request that never became an operation, by Fastify's error code. */
const known: Record<string, { code: string; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'PAYLOAD_TOO_LARGE',
    message: `请求超过 ${kilobytes} KB。The body is larger than ${kilobytes} KB.`,
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: '请使用 application/json。Send application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BAD_REQUEST', message: '请求内容为空。The body is empty.' },
};

const malformed = { code: 'BAD_REQUEST', message: '请求格式有误。The request is malformed.' };
const failed = {
  code: 'INTERNAL_SERVER_ERROR',
  message:
    '系统出错，请将请求编号告知管理员。Something failed on our side; tell an administrator the request id.',
};

/** A refusal whose words are ours, met before a route could say it in its own form. */
function answerInItsWords(reply: FastifyReply, { message, extensions: { code, http } }: RequestError) {
  return reply.code(http.status).send({ errors: [{ message, extensions: { code } }] });
}

/** Answers in the form of GraphQL, short and without echoes; the log keeps what nobody planned. */
export function answerFailedRequests(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof RequestError) return answerInItsWords(reply, error);
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) {
      logger.error({ requestId: request.id, ...describeUnexpected(error) }, 'a request failed');
    }
    const { code, message } = known[error.code] ?? (status === 500 ? failed : malformed);
    const extensions = status === 500 ? { code, requestId: request.id } : { code };
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [{ message, extensions }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .send({ errors: [{ message: '没有此地址。No such address.', extensions: { code: 'NOT_FOUND' } }] }),
  );
}
