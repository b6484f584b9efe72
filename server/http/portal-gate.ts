import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Chance } from '../../schema/shared/unit.js';
import type { Config } from '../platform/config.js';
import type { StepSources } from '../platform/step.js';
import { bearerOf, findMachine } from './api-key-door.js';
import { RequestError } from './request-error.js';

const PERIOD_SECONDS = 60;
/** What a request with a key that does not hold costs its address. */
const BAD_KEY_POINTS = 20;

/** Somebody asked for more than their points of this minute. */
export class TooManyRequests extends RequestError {
  constructor(readonly waitSeconds: number) {
    super(
      'TOO_MANY_REQUESTS',
      `请求过多，请 ${waitSeconds} 秒后再试。Too many requests; try again in ${waitSeconds} seconds.`,
      429,
    );
    const headers = (this.extensions.http as unknown as { headers: Map<string, string> }).headers;
    headers.set('retry-after', String(waitSeconds));
  }
}

/** The network that an address stands for: of IPv6 the 64 bits that one household has. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail = ''] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const missing = address.includes('::') ? 8 - before.length - after.length : 0;
  return [...before, ...Array<string>(missing).fill('0'), ...after].slice(0, 4).join(':');
}

/**
 * How much of the portal one address, or one holder of an API key, may have within a minute, in points by the cost of what is
 * asked. Addresses share 65,536 places by a secret hash, so that the memory is bounded and nobody chooses a neighbour.
 */
export class PortalGate {
  readonly #salt: Uint8Array;
  readonly #addresses: RateLimiterMemory | undefined;
  readonly #machines: RateLimiterMemory | undefined;

  constructor(config: Pick<Config, 'FAIRDRAW_PORTAL_POINTS' | 'FAIRDRAW_PORTAL_KEY_POINTS'>, chance: Chance) {
    const limiter = (points: number) =>
      points > 0 ? new RateLimiterMemory({ points, duration: PERIOD_SECONDS }) : undefined;
    this.#salt = chance.bytes(16);
    this.#addresses = limiter(config.FAIRDRAW_PORTAL_POINTS);
    this.#machines = limiter(config.FAIRDRAW_PORTAL_KEY_POINTS);
  }

  #placeOf({ ip }: FastifyRequest): string {
    return createHmac('sha256', this.#salt).update(networkOf(ip)).digest('hex').slice(0, 4);
  }

  async #take(limiter: RateLimiterMemory | undefined, key: string, cost: number): Promise<void> {
    if (!limiter) return;
    try {
      await limiter.consume(key, Math.min(cost, limiter.points));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }

  /** Takes the points of one request. @throws TooManyRequests; RequestError where its API key does not hold */
  async take(request: FastifyRequest, sources: StepSources, cost: number): Promise<void> {
    const key = bearerOf(request);
    if (!key) return this.#take(this.#addresses, this.#placeOf(request), cost);
    const machine = await findMachine(sources, key).catch(async (error) => {
      await this.#take(this.#addresses, this.#placeOf(request), BAD_KEY_POINTS);
      throw error;
    });
    return this.#take(this.#machines, machine.apiKeyId ?? key, cost);
  }

  /** The same beside GraphQL, answered in JSON. @returns true where the request is answered */
  async refuses(
    request: FastifyRequest,
    reply: FastifyReply,
    sources: StepSources,
    cost = 1,
  ): Promise<boolean> {
    try {
      await this.take(request, sources, cost);
      return false;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, http } = error.extensions;
      const [message, messageEn] = error.message.split(/(?<=。)/);
      if (error instanceof TooManyRequests) reply.header('retry-after', error.waitSeconds);
      reply.code(http.status).send({ code, message, messageEn });
      return true;
    }
  }
}
