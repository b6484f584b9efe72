import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, findSignedIn, isStale, touchSession } from '../../schema/account/index.js';
import type { Context, ReadingContext } from '../../schema/shared/context.js';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';
import { Loaders } from './loaders.js';
import { sessionCookie } from './session-cookie.js';
import type { SignInGate } from './sign-in-gate.js';

/** What contexts are made from. */
export interface ContextSources extends StepSources {
  readonly passwords: PasswordHasher;
  readonly gate: SignInGate;
}

const anonymous: Actor = { kind: 'anonymous' };

/** Who holds this token. Its use is written down now and then. */
async function findActor(sources: StepSources, token: string | undefined): Promise<Actor> {
  if (!token) return anonymous;
  const reader = createReader(sources, { kind: 'system' });
  const signedIn = await findSignedIn(reader, token);
  if (!signedIn) return anonymous;
  const actor = await actorOf(reader, signedIn.account);
  if (isStale(signedIn.session, reader.now)) {
    await createStep(sources, actor)((unit) => touchSession(unit, signedIn.session));
  }
  return actor;
}

/** Who sends this request: an account by its cookie, or nobody. */
export function findRequestActor(
  sources: StepSources,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor> {
  return findActor(sources, sessionCookie(request, reply).token);
}

/** The context of a request to the console. */
export async function createConsoleContext(
  sources: ContextSources,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  const cookie = sessionCookie(request, reply);
  const actor = await findActor(sources, cookie.token);
  const reader = createReader(sources, actor);
  const loaders = new Loaders(reader.em);
  const step = createStep(sources, actor);
  return {
    ...reader,
    load: loaders.load,
    loadBy: loaders.loadBy,
    // What was read before a step is not shown after it.
    step: (work) =>
      step(work).finally(() => {
        loaders.clear();
        reader.em.clear();
      }),
    passwords: sources.passwords,
    request: {
      id: request.id,
      sessionToken: cookie.token,
      setSession: cookie.set,
      clearSession: cookie.clear,
      signIns: sources.gate.from(request.ip),
    },
  };
}

/** The context of a request to the portal: nobody in particular, and nothing to act by. */
export function createPortalContext(sources: StepSources): ReadingContext {
  const reader = createReader(sources, anonymous);
  const { load, loadBy } = new Loaders(reader.em);
  return { ...reader, load, loadBy };
}
