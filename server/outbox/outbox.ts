import { createTimetable, type JobDeclaration } from '../../scheduler/timetable/index.js';
import { findOutward, type OutwardMessage, settleDelivery } from '../../schema/inspection/index.js';
import { createJobStore } from '../../schema/job/index.js';
import type { Unit } from '../../schema/shared/unit.js';
import type { Background } from '../app.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics.js';
import { createStep, type StepSources } from '../platform/step.js';
import { told, wordsOfFailure } from '../timetable.js';
import { type Channel, DeliveryFailed } from './channel.js';
import { openChannels } from './channels.js';

/** The job that sends one message by one way. */
export const sending = {
  kind: 'message.send',
  description: '向站外发送消息。Sends a message out of the house.',
} as const;

/** What was not taken in a week serves nobody any more. */
const KEEP_TRYING_MS = 7 * 86_400_000;

/**
 * Sends a message outside of any transaction, and writes down that it was taken. It is sent at least once: a process that
 * dies in between sends it again, by the same id. Half a minute after the first failure it is tried again, then ever later.
 */
function sendJob(channels: readonly Channel[]): JobDeclaration<Unit> {
  return {
    ...sending,
    retry: { firstDelayMs: 30_000, factor: 2, ceilingMs: 3_600_000 },
    outside: {
      gather: async ({ payload }, { tx, now }) => {
        const message = await findOutward(tx, String(payload.deliveryId));
        const isStale = message && now.getTime() - message.createdAt.getTime() > KEEP_TRYING_MS;
        return isStale ? undefined : message;
      },
      act: async (gathered, signal) => {
        const message = gathered as OutwardMessage | undefined;
        if (!message) return false;
        const channel = channels.find(({ name }) => name === message.channel);
        if (!channel) throw new DeliveryFailed(message.channel, 'not in the settings');
        await channel.send(message, signal);
        return true;
      },
    },
    run: ({ payload }, { tx, answer }) => settleDelivery(tx, String(payload.deliveryId), answer === true),
  };
}

/** What sends messages, on its own: a mail server that does not answer holds up no other job. */
export interface Outbox extends Background {
  /** Sends all that is due, until nothing is. */
  runDue(): Promise<void>;
}

/** @param options where a test sets the clock by which jobs are due */
export function createOutbox(
  sources: StepSources,
  logger: Logger,
  config: Config,
  metrics?: Metrics,
  options: { readonly readClock?: (unit: Unit) => Promise<Date> } = {},
): Outbox {
  const channels = openChannels(config, sources.clock);
  const timetable = createTimetable({
    store: createJobStore(createStep(sources, { kind: 'system' }), options.readClock),
    jobs: [sendJob(channels)],
    tickAt: `*/${Math.min(config.FAIRDRAW_JOB_SECONDS, 59)} * * * * *`,
    // Few at a time: each may take as long as another machine may take, and the claims of all hold for a minute.
    batchSize: 4,
    onEvent: told(logger, metrics),
    wordsOf: (error) => (error instanceof DeliveryFailed ? error.message : wordsOfFailure(error)),
  });
  return {
    runDue: () => timetable.runDue(),
    start: async () => {
      if (channels.length === 0) return;
      if (sources.jobs) {
        const { wake } = sources.jobs;
        sources.jobs.wake = () => {
          wake?.();
          void timetable.runDue();
        };
      }
      await timetable.start();
    },
    stop: async () => {
      await timetable.stop();
      for (const channel of channels) channel.close();
    },
  };
}
