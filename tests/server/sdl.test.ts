import { readFileSync } from 'node:fs';
import { type GraphQLSchema, isEnumType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { buildConsoleSchema } from '../../server/http/console-schema.js';
import { buildPortalSchema } from '../../server/http/portal-schema.js';
import { emitSchemas } from '../../server/http/sdl.js';

function typesOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
}

describe('the two schemas', () => {
  it.each([
    ['console first', ['console', 'portal']],
    ['portal first', ['portal', 'console']],
  ] as const)('are what is committed, built with the %s (otherwise: npm run sdl)', (_name, order) => {
    const { console, portal } = emitSchemas(order);
    expect(console).toBe(readFileSync('schema/console.graphql', 'utf8'));
    expect(portal).toBe(readFileSync('schema/portal.graphql', 'utf8'));
  });

  it('share no type but scalars and enums', () => {
    const ofConsole = new Set(typesOf(buildConsoleSchema()).map((type) => type.name));
    const shared = typesOf(buildPortalSchema())
      .filter((type) => ofConsole.has(type.name) && !isScalarType(type) && !isEnumType(type))
      .map((type) => type.name);
    // Each schema has its own; only the words are the same.
    expect(
      shared.filter((name) => !['Query', 'PageInfo'].includes(name) && !/Connection$|Edge$/.test(name)),
    ).toEqual([]);
  });

  it('let the portal change nothing and show nothing of the house', () => {
    const portal = buildPortalSchema();
    expect(portal.getMutationType()).toBeUndefined();
    expect(portal.getSubscriptionType()).toBeUndefined();
    const sdl = readFileSync('schema/portal.graphql', 'utf8');
    expect(sdl).not.toMatch(/ConsoleError|Account|password|session|Refus|witnessKey/i);
  });

  it.each([
    ['console', buildConsoleSchema],
    ['portal', buildPortalSchema],
  ])('describe everything on the %s in Chinese and English', (_name, build) => {
    const undescribed = typesOf(build()).flatMap((type) => {
      const own = type.description ? [] : [type.name];
      const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
      const isRoot = ['Query', 'Mutation'].includes(type.name);
      return [
        ...(isRoot ? [] : own),
        ...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`),
      ];
    });
    expect(undescribed).toEqual([]);
  });
});
