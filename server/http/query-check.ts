import { type DocumentNode, GraphQLError, Kind, parse, type StringValueNode, visit } from 'graphql';
import { limits } from './limits.js';
import { DocumentMeter, type Measure, type RootField } from './query-measure.js';
import { RequestError } from './request-error.js';

function refuse(code: string, zh: string, en: string): never {
  throw new RequestError(code, `${zh}${en}`);
}

function parseWithinTokens(query: string): DocumentNode | undefined {
  try {
    return parse(query, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && /more tha[tn] \d+ tokens/.test(error.message)) {
      refuse(
        'QUERY_TOO_LONG',
        `查询超过 ${limits.tokens} 个词元。`,
        `The query has more than ${limits.tokens} tokens.`,
      );
    }
    // A syntax error is Apollo's to report.
    return undefined;
  }
}

function isIntrospection(field: RootField): boolean {
  return field.name === '__schema' || field.name === '__type';
}

function checkTotals({ fields, aliases }: Pick<Measure, 'fields' | 'aliases'>): void {
  if (fields > limits.expandedFields) {
    const most = limits.expandedFields;
    refuse('QUERY_TOO_LARGE', `查询展开后超过 ${most} 个字段。`, `The query has more than ${most} fields.`);
  }
  if (aliases > limits.aliases) {
    refuse('TOO_MANY_ALIASES', `别名超过 ${limits.aliases} 个。`, `More than ${limits.aliases} aliases.`);
  }
}

function checkDepth(field: RootField): void {
  const most = isIntrospection(field) ? limits.introspectionDepth : limits.depth;
  if (field.measure.depth > most) {
    refuse('QUERY_TOO_DEEP', `查询嵌套超过 ${most} 层。`, `The query is nested deeper than ${most}.`);
  }
}

function checkIntrospection(fields: readonly RootField[]): void {
  const schemas = fields.filter((field) => field.name === '__schema');
  const types = fields.filter(isIntrospection).reduce((count, field) => count + field.measure.types, 0);
  if (schemas.length > 1 || types > 1) {
    refuse(
      'INTROSPECTION_REPEATED',
      '一次查询只能包含一个 __schema 和一个 types。',
      'One query may select one __schema and one types.',
    );
  }
}

function checkRootFields(fields: readonly RootField[], introspection: boolean): void {
  if (fields.length > limits.rootFields) {
    const most = limits.rootFields;
    refuse('TOO_MANY_ROOT_FIELDS', `根字段超过 ${most} 个。`, `More than ${most} fields at the root.`);
  }
  if (!introspection && fields.some(isIntrospection)) {
    refuse('INTROSPECTION_OFF', '请先登录。', 'Sign in first.');
  }
  fields.forEach(checkDepth);
  checkIntrospection(fields);
}

function refuseNul(): never {
  refuse('NUL_CHARACTER', '不接受空字符。', 'The character U+0000 is not accepted.');
}

const stringsWithoutNul = {
  StringValue({ value }: StringValueNode) {
    if (value.includes('\0')) refuseNul();
  },
};

/** Refuses U+0000 that a string of the query writes as an escape. */
function checkStrings(query: string, document: DocumentNode): void {
  if (!/\\u(0000|\{0+\})/.test(query)) return;
  visit(document, stringsWithoutNul);
}

function refuseOperation(): never {
  refuse('OPERATION_NOT_SUPPORTED', '此接口没有这类操作。', 'This endpoint has no operation of that kind.');
}

/** What an endpoint serves to the one who asks. */
export interface Allowed {
  /** `query`, `mutation`. */
  readonly operations: ReadonlySet<string>;
  readonly introspection: boolean;
}

/** Fields of rows that one point pays for. */
const FIELDS_PER_POINT = 200;

/** What fields of the root cost: a point each, and more by their fields and rows. */
function costOf(roots: readonly RootField[]): number {
  const points = ({ measure, rows }: RootField) => 1 + Math.ceil((measure.fields * rows) / FIELDS_PER_POINT);
  return roots.reduce((sum, root) => sum + points(root), 0);
}

/**
 * Refuses a query that asks for too much, in time linear in its length.
 * @returns what it costs, in points
 * @throws RequestError naming the limit
 */
export function checkQuery(query: string, allowed: Allowed): number {
  if (query.includes('\0')) refuseNul();
  const document = parseWithinTokens(query);
  if (!document) return 1;
  let cost = 0;
  checkStrings(query, document);
  const meter = new DocumentMeter(document);
  // Every definition is measured, used or not: validation walks them all.
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) checkTotals(meter.measureFragment(node.name.value));
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  let total = { fields: 0, aliases: 0 };
  for (const { operation, selectionSet } of operations) {
    if (!allowed.operations.has(operation)) refuseOperation();
    const { fields, aliases } = meter.measure(selectionSet);
    total = { fields: total.fields + fields, aliases: total.aliases + aliases };
    checkTotals(total);
    const roots = meter.listRootFields(selectionSet, limits.rootFields);
    checkRootFields(roots, allowed.introspection);
    cost += costOf(roots);
  }
  return Math.max(1, cost);
}

/** Refuses U+0000 anywhere in the variables: PostgreSQL cannot store it. Walks without recursion. */
export function checkVariables(variables: unknown): void {
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      if (value.includes('\0')) refuseNul();
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) waiting.push(key, item);
    }
  }
}
