import type { FastifyInstance, FastifyReply } from 'fastify';
import ical, { ICalCalendarMethod } from 'ical-generator';
import {
  type FeedEvent,
  findFeed,
  isFeedNoteDue,
  noteFeedRead,
  RehearsalStaysInside,
} from '../../schema/inspection/index.js';
import type { Reader } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';

interface FeedPath {
  readonly Params: { readonly file: string };
}

const fileForm = /^([A-Za-z0-9_-]{43})\.ics$/;

function notFound(reply: FastifyReply) {
  const message = '没有这个日历订阅，或已停用。';
  const messageEn = 'There is no such calendar feed, or it was revoked.';
  return reply.code(404).send({ code: 'NOT_FOUND', message, messageEn });
}

/** The events of a feed: day, campaign number and a link into the house, and no name. */
function makeCalendar({ now }: Reader, events: readonly FeedEvent[], site: string): string {
  const calendar = ical({
    name: '双随机检查安排',
    prodId: { company: 'Fairdraw', product: 'visits', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, campaignCode, on, isPlanned } of events) {
    calendar.createEvent({
      id: `${id}@fairdraw`,
      stamp: now,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      summary: `${isPlanned ? '检查' : '检查截止'} ${campaignCode}`,
      url: new URL(`/assignments/${id}`, site).href,
    });
  }
  return calendar.toString();
}

/** `GET /calendars/<secret>.ics`: the times of an officer's visits, for a calendar that cannot sign in. */
export function addCalendarRoute(
  app: FastifyInstance,
  sources: StepSources,
  publicUrl: string | undefined,
): void {
  app.get<FeedPath>('/calendars/:file', async (request, reply) => {
    if (sources.installation.training) {
      const { code, message, messageEn } = new RehearsalStaysInside('FEED');
      return reply.code(403).send({ code, message, messageEn });
    }
    const token = fileForm.exec(request.params.file)?.[1];
    const reader = createReader(sources, { kind: 'system' });
    const found = token && (await findFeed(reader, token));
    if (!found) return notFound(reply);
    if (isFeedNoteDue(found.feed, reader.now)) {
      await createStep(sources, { kind: 'system' })((unit) => noteFeedRead(unit, found.feed));
    }
    const site = publicUrl ?? `${request.protocol}://${request.host}`;
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('x-robots-tag', 'noindex')
      .send(makeCalendar(reader, found.events, site));
  });
}
