import { isStillServing, isStillSignedIn } from '../../schema/account/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, type StepSources } from '../platform/step.js';

/** The session, or the machine's key, ended while something was sent. */
export class SessionEndedError extends Error {
  constructor() {
    super('the session ended while its answer was on its way');
  }
}

/**
 * Passes bytes on while the session or the key stands: whoever is signed out gets nothing more, also of a file that is half sent.
 * @throws SessionEndedError
 */
export async function* whileSignedIn(
  sources: StepSources,
  actor: Actor,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (!(await mayGoOn(sources, actor))) throw new SessionEndedError();
    yield chunk;
  }
}

async function mayGoOn(sources: StepSources, { sessionId, apiKeyId }: Actor): Promise<boolean> {
  const reader = createReader(sources, { kind: 'system' });
  if (apiKeyId) return isStillServing(reader, apiKeyId);
  return sessionId === undefined || isStillSignedIn(reader, sessionId);
}
