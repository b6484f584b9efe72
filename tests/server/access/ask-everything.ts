import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

type Path = readonly string[];

/** Something plausible for every input type; what matters is said by the table. */
const plausible: Readonly<Record<string, unknown>> = {
  String: '文字',
  Text: '文字',
  Int: 1,
  Float: 1,
  Boolean: true,
  ID: '00000000-0000-7000-8000-00000000beef',
  UUID: '00000000-0000-7000-8000-00000000beef',
  Hex: 'a'.repeat(64),
  Date: '2026-02-10',
  DateTime: '2026-02-10T01:00:00.000Z',
  RealWorldId: 'licence:NOWHERE9',
  VisitEventJson: {},
};

/** A value of an input type: what `given` says at a path, else something plausible for what is required. */
function inputOf(type: GraphQLInputType, given: ReadonlyMap<string, unknown>, path: Path): unknown {
  const key = path.join('.');
  if (given.has(key)) return given.get(key);
  if (isNonNullType(type)) return inputOf(type.ofType, given, path);
  if (isListType(type)) return [inputOf(type.ofType, given, path)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return plausible[type.name];
  const fields = Object.values(type.getFields()).filter((field) => {
    const below = [...path, field.name].join('.');
    return (
      isRequiredInputField(field) ||
      [...given.keys()].some((one) => one === below || one.startsWith(`${below}.`))
    );
  });
  return Object.fromEntries(
    fields.map((field) => [field.name, inputOf(field.type, given, [...path, field.name])]),
  );
}

/** The fields of an object that need no arguments, down to a depth. */
function fieldsOf(type: GraphQLObjectType, depth: number, taken = new Map<string, string>()): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return [];
    const kind = String(field.type);
    if ((taken.get(field.name) ?? kind) !== kind) return [];
    const selection = selectionOf(field.type, depth - 1);
    if (selection === undefined) return [];
    taken.set(field.name, kind);
    return [`${field.name}${selection}`];
  });
}

function isError(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'ConsoleError');
}

/** The selection of a type; undefined where the depth is used up. */
function selectionOf(output: GraphQLOutputType, depth: number): string | undefined {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  if (depth < 0) return undefined;
  if (isObjectType(type)) return ` { ${['__typename', ...fieldsOf(type, depth)].join(' ')} }`;
  if (isInterfaceType(type)) return ' { __typename }';
  if (!isUnionType(type)) return undefined;
  const taken = new Map([
    ['code', 'String!'],
    ['message', 'String!'],
    ['messageEn', 'String!'],
  ]);
  const members = [...type.getTypes()].sort((a, b) => Number(isError(a)) - Number(isError(b)));
  const parts = members.map((member) => {
    const fields = fieldsOf(member, depth, taken);
    return fields.length > 0 ? `... on ${member.name} { ${fields.join(' ')} }` : '';
  });
  return ` { __typename ${parts.join(' ')} }`;
}

/** The arguments of an operation that are required or given. */
function argumentsOf({ args }: GraphQLField<unknown, unknown>, given: ReadonlyMap<string, unknown>) {
  const isGiven = (name: string) =>
    [...given.keys()].some((path) => path === name || path.startsWith(`${name}.`));
  return args.filter(
    (arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || isGiven(arg.name),
  );
}

const MOST_TOKENS = 1_300;
const countTokens = (text: string) => text.match(/\w+|[{}():!$.]+/g)?.length ?? 0;

/** An operation as text, asking for as much of the answer as the limits of a query allow. */
export function operationOf(
  schema: GraphQLSchema,
  name: string,
  given: ReadonlyMap<string, unknown>,
): string {
  const isQuery = Boolean(schema.getQueryType()?.getFields()[name]);
  const field = (isQuery ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
  if (!field) throw new Error(`no operation ${name}`);
  const args = argumentsOf(field, given);
  const head = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const pass = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  for (let depth = 5; depth >= 1; depth--) {
    const text = `${isQuery ? 'query' : 'mutation'}${head && ` (${head})`} { ${name}${pass && `(${pass})`}${selectionOf(field.type, depth) ?? ''} }`;
    if (countTokens(text) < MOST_TOKENS) return text;
  }
  throw new Error(`no selection of ${name} is small enough`);
}

/** The variables of an operation. @param given values by path, `input.id` */
export function variablesOf(
  schema: GraphQLSchema,
  name: string,
  given: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const field = schema.getQueryType()?.getFields()[name] ?? schema.getMutationType()?.getFields()[name];
  const args = field ? argumentsOf(field, given) : [];
  return Object.fromEntries(args.map((arg) => [arg.name, inputOf(arg.type, given, [arg.name])]));
}

const keyTypes = new Set(['ID', 'UUID', 'RealWorldId']);

/** The paths of an operation's variables at which it takes keys of rows, `input.members.realId`. */
export function keyPathsOf(schema: GraphQLSchema, name: string): string[] {
  const field = schema.getQueryType()?.getFields()[name] ?? schema.getMutationType()?.getFields()[name];
  const walk = (type: GraphQLInputType, path: Path): string[] => {
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      return Object.values(named.getFields()).flatMap((one) => walk(one.type, [...path, one.name]));
    }
    return keyTypes.has(named.name) ? [path.join('.')] : [];
  };
  return (field?.args ?? []).flatMap((arg) => walk(arg.type, [arg.name]));
}
