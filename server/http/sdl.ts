import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildConsoleSchema } from './console-schema.js';
import { buildPortalSchema } from './portal-schema.js';

const builders = { console: buildConsoleSchema, portal: buildPortalSchema };

export type SchemaName = keyof typeof builders;

/**
 * Both schemas as SDL, built in the given order: in one process a class shared by both could carry a field from
 * one into the other, and the order would show it.
 */
export function emitSchemas(order: readonly SchemaName[]): Record<SchemaName, string> {
  const sdl = { console: '', portal: '' };
  for (const name of order) sdl[name] = `${printSchema(lexicographicSortSchema(builders[name]()))}\n`;
  return sdl;
}
