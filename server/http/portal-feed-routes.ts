import type { FastifyInstance } from 'fastify';
import { listNewestPlans, type PublishedPlan } from '../../schema/plan/public.js';
import { listPublicCampaigns, type PublicCampaign } from '../../schema/publication/public.js';
import type { Reader } from '../../schema/shared/unit.js';
import type { Config } from '../platform/config.js';
import { createReader, type StepSources } from '../platform/step.js';
import { type FeedEntry, writeFeed } from './atom-feed.js';
import { markAnswer, tagOf } from './conditional-answer.js';
import type { PortalGate } from './portal-gate.js';

/** How many entries a feed has at most. */
const MOST_ENTRIES = 50;
/** A feed is read from whole tables. */
const POINTS = 5;

type Ask = (query: string) => string;

function planEntry(plan: PublishedPlan, ask: Ask): FeedEntry {
  const { id, version, departmentName: author, year, title, batchCount, documentNo } = plan;
  const change = version > 1 ? `（第${version}版，调整）` : '';
  return {
    name: `plan/${id}/${version}`,
    title: `${title}${change}`,
    summary: `${author}${year}年度抽查计划，共${batchCount}个批次${documentNo ? `，${documentNo}` : ''}。`,
    ...{ author, updatedAt: plan.publishedAt },
    link: ask(
      `{ plan(id: "${id}", version: ${version}) { title departmentName year batches { title fromOn toOn } } }`,
    ),
  };
}

function campaignEntry({ code, title, departmentName, ...campaign }: PublicCampaign, ask: Ask): FeedEntry {
  return {
    name: `campaign/${campaign.departmentCode}/${code}`,
    title: `${title}：已公示检查结果${campaign.recordCount}条`,
    summary: `${departmentName}，抽查任务${code}。`,
    ...{ author: departmentName, updatedAt: campaign.lastAt },
    link: ask(
      `{ records(campaign: ${JSON.stringify(code)}, first: 100) { edges { node { id entityName resultText visitedOn } } } }`,
    ),
  };
}

const feeds = [
  {
    file: 'plans',
    title: '年度抽查计划公布',
    list: async (reader: Reader, ask: Ask) =>
      (await listNewestPlans(reader, MOST_ENTRIES)).map((plan) => planEntry(plan, ask)),
  },
  {
    file: 'campaigns',
    title: '抽查任务检查结果公示',
    list: async (reader: Reader, ask: Ask) =>
      (await listPublicCampaigns(reader, MOST_ENTRIES)).map((campaign) => campaignEntry(campaign, ask)),
  },
] as const;

/** `/portal/feeds/plans.atom` and `/portal/feeds/campaigns.atom`: what was published last. */
export function addPortalFeedRoutes(
  app: FastifyInstance,
  sources: StepSources,
  gate: PortalGate,
  config: Pick<Config, 'FAIRDRAW_PUBLIC_URL' | 'FAIRDRAW_PORTAL_MAX_AGE'>,
): void {
  for (const { file, title, list } of feeds) {
    const path = `/portal/feeds/${file}.atom`;
    app.get(path, async (request, reply) => {
      if (await gate.refuses(request, reply, sources, POINTS)) return reply;
      const site = config.FAIRDRAW_PUBLIC_URL ?? `${request.protocol}://${request.host}`;
      const ask = (query: string) => new URL(`/portal/graphql?query=${encodeURIComponent(query)}`, site).href;
      const entries = await list(createReader(sources, { kind: 'anonymous' }, 'portal'), ask);
      const text = writeFeed({ name: `feed/${file}`, title, link: new URL(path, site).href, entries });
      const marks = { etag: tagOf(text), maxAge: config.FAIRDRAW_PORTAL_MAX_AGE };
      if (markAnswer(request, reply, marks)) return reply.send();
      return reply.type('application/atom+xml; charset=utf-8').send(text);
    });
  }
}
