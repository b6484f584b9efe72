import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { plainText } from './plain-text/index.js';

/** Marks that turn the direction of writing, so that a text reads otherwise than it is stored. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function refuse(reason: string): never {
  throw new GraphQLError(`Text: ${reason}`, { extensions: { code: 'BAD_USER_INPUT' } });
}

function enter(value: unknown): string {
  if (typeof value !== 'string') refuse('须为文字。A text is needed.');
  const text = plainText(value);
  if ('fault' in text) refuse(`${text.fault.zh}${text.fault.en}`);
  if (turning.test(text.value)) {
    refuse('含有改变文字方向的字符。It holds a mark that turns the direction of writing.');
  }
  return text.value;
}

/**
 * A text that people type: the one gate of `plainText` for the API. Outer blanks go, so that a blank text is an empty
 * one and is refused where something must be said.
 */
export const Text = new GraphQLScalarType<string, string>({
  name: 'Text',
  description:
    '文字：去首尾空白，规范为 NFC；不含控制字符。A text, trimmed and in NFC, without control characters.',
  serialize: (value) => String(value),
  parseValue: enter,
  parseLiteral: (node) => enter(node.kind === Kind.STRING ? node.value : undefined),
});
