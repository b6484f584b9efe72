import { z } from 'zod';
import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import { CheckMethod } from '../../registry/index.js';
import { Text } from '../../shared/text.scalar.js';
import { Disposition } from '../result.entity.js';
import { CheckInWay, PointOutcome, ServingRecipient, ServingWay, VisitExit } from './visit.states.js';

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text);
const decimal = /^-?(0|[1-9]\d{0,11})(\.\d{1,8})?$/;

/** A text as the API's gate would let it in, unchanged: the device has signed it as it is. */
function isEntered(text: string): boolean {
  try {
    return Text.parseValue(text) === text;
  } catch {
    return false;
  }
}

const text = (most: number) => z.string().min(1).max(most).refine(isEntered);
const item = z.strictObject({ item: text(100), version: z.int().min(1) });

/** What an event says by its kind. */
const payloads = {
  CHECKED_IN: z.strictObject({ way: z.enum(CheckInWay), code: text(64).optional() }),
  ANSWERED: item.extend({ point: text(20), outcome: z.enum(PointOutcome), value: text(100).optional() }),
  REST_WITHOUT_PROBLEM: z.strictObject({ items: z.array(item).max(50) }),
  MEASURED: z.strictObject({ name: text(100), quantity: z.string().regex(decimal), unit: text(20) }),
  NOTED: z.strictObject({}),
  EVIDENCE_ATTACHED: z.strictObject({
    evidence: id,
    sha256: hash,
    form: z.enum(['PHOTO', 'VIDEO', 'DOCUMENT']),
    item: text(100).optional(),
    point: text(20).optional(),
  }),
  OFF_SITE: z.strictObject({ method: z.enum(CheckMethod).exclude(['ON_SITE']) }),
  EXIT: z.strictObject({ exit: z.enum(VisitExit) }),
  CONCLUDED: z.strictObject({
    resultCode: text(10),
    resultSystem: text(40).optional(),
    disposition: z.enum(Disposition),
    method: z.enum(CheckMethod),
    termDays: z.int().min(1).max(3_650).optional(),
  }),
  OFFICER_SIGNED: z.strictObject({ content: hash }),
  PARTY_SIGNED: z.strictObject({ content: hash, evidence: id, sha256: hash }),
  PARTY_ABSENT: z.strictObject({}),
  PARTY_REFUSED_TO_SIGN: z.strictObject({}),
  SERVED: z.strictObject({
    way: z.enum(ServingWay),
    recipient: z.enum(ServingRecipient),
    on: z.iso.date().optional(),
  }),
  TIME_CONFIRMED: z.strictObject({ events: z.array(id).min(1).max(500) }),
} as const;

const privatePart = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  text: text(4_000).optional(),
  position: z
    .strictObject({
      longitude: z.string().regex(/^-?(1[0-7]\d|\d{1,2})(\.\d{1,8})?$/),
      latitude: z.string().regex(/^-?[0-8]?\d(\.\d{1,8})?$/),
      accuracy: z.int().min(0).max(1_000_000).optional(),
      datum: z.enum(['WGS84', 'GCJ02', 'BD09']).optional(),
    })
    .optional(),
});

const common = {
  id,
  assignmentId: id,
  occurredAt: instant,
  inspectorId: id.optional(),
  replaces: z.array(id).max(50).optional(),
  private: privatePart.optional(),
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]{86}$/)
    .optional(),
};

type Kind = keyof typeof payloads;
const kinds = Object.keys(payloads) as [Kind, ...Kind[]];
const forms = new Map(
  kinds.map((kind) => [kind, z.strictObject({ ...common, kind: z.literal(kind), payload: payloads[kind] })]),
);

/** An event as it is sent: with the device's signature, where it was made without network. */
export interface SentEvent extends WrittenEvent {
  readonly signature?: string;
}

/** Reads an event; undefined where it is none. Nothing in it is changed: it is hashed and signed as it came. */
export function readEvent(value: unknown): SentEvent | undefined {
  const kind = (value as { kind?: unknown } | null)?.kind;
  const form = forms.get(kind as Kind);
  const read = form?.safeParse(value);
  return read?.success ? (read.data as SentEvent) : undefined;
}

const known = z.object({ id: id.optional().catch(undefined), assignmentId: id.optional().catch(undefined) });

/** What can be read of something that is no event. */
export function readIds(value: unknown): { readonly id?: string; readonly assignmentId?: string } {
  const read = known.safeParse(value);
  return read.success ? read.data : {};
}
