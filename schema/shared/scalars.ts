import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver } from 'graphql-scalars';

/** An instant, ISO 8601 in UTC; pages show it in Asia/Shanghai. */
export const DateTime = new GraphQLScalarType({
  ...DateTimeISOResolver.toConfig(),
  name: 'DateTime',
  description: '时刻（ISO 8601）。An instant, ISO 8601.',
});

const calendarDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that the calendar has, written `YYYY-MM-DD`. */
export function isCalendarDate(value: string): boolean {
  const match = calendarDay.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const instant = new Date(Date.UTC(year, month - 1, day));
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day && year >= 1900;
}

function parsed(name: string, remedy: string, accept: (value: string) => boolean) {
  return (value: unknown): string => {
    if (typeof value !== 'string' || !accept(value)) {
      throw new GraphQLError(`${name}: ${remedy}`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
    return value;
  };
}

function textScalar(name: string, description: string, remedy: string, accept: (value: string) => boolean) {
  const parseValue = parsed(name, remedy, accept);
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue,
    parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A calendar day without a time, `YYYY-MM-DD`. */
export const CalendarDate = textScalar(
  'Date',
  '日期（YYYY-MM-DD）。A calendar day, YYYY-MM-DD.',
  '请填写存在的日期，格式 YYYY-MM-DD。An existing day is needed, YYYY-MM-DD.',
  isCalendarDate,
);

/** The id of something of ours. */
export const Id = textScalar(
  'UUID',
  '本系统的标识（UUID）。The id of something of ours.',
  '标识格式有误，请从列表中选取。The id is malformed; take one from a list.',
  (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
);

/** 32 bytes or a multiple, lower-case hex. */
export const Hex = textScalar(
  'Hex',
  '小写十六进制。Bytes in lower-case hex.',
  '请填写小写十六进制。Lower-case hex of an even length is needed.',
  (value) => /^([0-9a-f]{2}){1,4096}$/.test(value),
);

/** A real-world identifier, `<scheme>:<value>`, such as `uscc:…` or `licence:…`. */
export const RealWorldId = textScalar(
  'RealWorldId',
  '现实标识：<类别>:<号码>，如 uscc:…、licence:…。A real-world identifier, <scheme>:<value>.',
  '格式为 <类别>:<号码>，如 uscc:91440300708461136T；自然人为 np: 加系统给出的 64 位摘要，可用证件号码查得。Write <scheme>:<value>; a natural person by the digest, which is found by the number.',
  // The number of a natural person would be stored as it stands.
  (value) => /^[a-z0-9-]{1,32}:\S.{0,119}$/u.test(value) && !/^np:(?![0-9a-f]{64}(?:\/|$))/.test(value),
);
