import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSignedInActor } from '../../schema/account/index.js';
import { type Doing, letIn, type Rule } from '../../schema/shared/allow.js';
import type { Context, ReadingContext, RequestMatters } from '../../schema/shared/context.js';
import { duties } from '../../schema/shared/duty.js';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';
import { bearerOf, findMachine, refuseCredentials } from './api-key-door.js';
import { Loaders } from './loaders.js';
import { RequestError } from './request-error.js';
import type { ReachingContext } from './root-reach.js';
import { sessionCookie } from './session-cookie.js';
import type { SignInGate } from './sign-in-gate.js';

/** What contexts are made from. */
export interface ContextSources extends StepSources {
  readonly passwords: PasswordHasher;
  readonly gate: SignInGate;
}

/** The console's context: every operation gets one of its own reach from it. */
export type ReachingConsole = Context & ReachingContext;

const anonymous: Actor = { kind: 'anonymous' };

/** Who holds this token. */
async function findActor(sources: StepSources, token: string | undefined): Promise<Actor> {
  if (!token) return anonymous;
  return (await findSignedInActor(createReader(sources, { kind: 'system' }), token)) ?? anonymous;
}

/** Who sends this request: an account by its cookie, a machine by its key, or nobody. @throws RequestError */
export async function findRequestActor(
  sources: StepSources,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor> {
  const { token } = sessionCookie(request, reply);
  const key = bearerOf(request);
  if (!key) return findActor(sources, token);
  if (token) throw refuseCredentials('TWO_CREDENTIALS');
  return findMachine(sources, key);
}

/** The same for the routes beside GraphQL, where a duty leaves nothing open. @throws RequestError while one stands */
export async function findFreeActor(
  sources: StepSources,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor> {
  const actor = await findRequestActor(sources, request, reply);
  if (!actor.duty) return actor;
  const { code, message } = duties[actor.duty];
  throw new RequestError(code, message, 403);
}

/** The context of a request to the console. */
export async function createConsoleContext(
  sources: ContextSources,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ReachingConsole> {
  const cookie = sessionCookie(request, reply);
  const matters: RequestMatters = {
    id: request.id,
    sessionToken: cookie.token,
    client: request.headers['user-agent'],
    setSession: cookie.set,
    clearSession: cookie.clear,
    signIns: sources.gate.from(request.ip),
  };
  const actor = await findRequestActor(sources, request, reply);
  return reaching(sources, actor, matters);
}

/** A context with all that the actor may look at, and those made from it for single operations. */
function reaching(sources: ContextSources, actor: Actor, matters: RequestMatters): ReachingConsole {
  const forgetting: (() => void)[] = [];
  const contextFor = (who: Actor): Context => {
    const reader = createReader(sources, who);
    const loaders = new Loaders(reader.em);
    const step = createStep(sources, who);
    forgetting.push(() => {
      loaders.clear();
      reader.em.clear();
    });
    return {
      ...reader,
      load: loaders.load,
      loadBy: loaders.loadBy,
      // What was read before a step is not shown after it, whichever operation read it.
      step: (work, beyond) =>
        step(work, beyond).finally(() => {
          for (const forget of forgetting) forget();
        }),
      passwords: sources.passwords,
      request: matters,
    };
  };
  const entire = contextFor(actor);
  const under = (rules: readonly Rule[], doing: Doing): Context => {
    const narrowed = letIn(actor, rules, doing);
    return reachesSame(actor, narrowed) ? entire : contextFor(narrowed);
  };
  return { ...entire, under };
}

/** Most people have one post and look where it looks: they need no second context. */
function reachesSame(actor: Actor, narrowed: Actor): boolean {
  if (narrowed.posts?.length !== actor.posts?.length) return false;
  const [all, some] = [actor.scope, narrowed.scope];
  if (!all || !some) return all === some;
  return all.length === some.length && all.every((id) => some.includes(id));
}

/** The context of a request to the portal: nobody in particular, and nothing to act by. */
export function createPortalContext(sources: StepSources): ReadingContext {
  const reader = createReader(sources, anonymous, 'portal');
  const { load, loadBy } = new Loaders(reader.em);
  return { ...reader, load, loadBy };
}
