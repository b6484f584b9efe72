import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { buildSchema } from 'graphql';
import { checkQuery } from '../server/http/query-check.js';
import { type Benchmark, type Measurement, medianMs } from './benchmark.js';

const peer = 'Apollo Server 5.5.1';
const allowed = { operations: new Set(['query']), introspection: true };

/** Fragments that each hold the next one twice. */
function fragmentBomb(levels: number): string {
  const links = Array.from(
    { length: levels },
    (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
  );
  return `{ ...f0 } ${links.join(' ')} fragment f${levels} on Query { name }`;
}

async function measure(): Promise<Measurement[]> {
  const apollo = new ApolloServer({ schema: buildSchema('type Query { name: String }') });
  await apollo.start();
  const bomb = fragmentBomb(22);
  const plain = '{ name }';
  const refuse = () => {
    try {
      checkQuery(bomb, allowed);
    } catch {
      return;
    }
    throw new Error('the bomb was not refused');
  };
  const measurements: Measurement[] = [
    {
      what: `a fragment bomb of ${bomb.length} bytes, refused`,
      unit: 'ms',
      ours: await medianMs(21, refuse),
      runs: 21,
      peers: [{ name: peer, value: await medianMs(1, () => apollo.executeOperation({ query: bomb })) }],
    },
    {
      what: 'what the check adds to a plain query',
      unit: 'ms',
      ours: await medianMs(201, () => checkQuery(plain, allowed)),
      runs: 201,
      peers: [
        {
          name: `${peer}, the whole query`,
          value: await medianMs(201, () => apollo.executeOperation({ query: plain })),
        },
      ],
    },
  ];
  await apollo.stop();
  return measurements;
}

export const queryLimits: Benchmark = {
  name: 'query-limits',
  description: 'what a hostile query costs, and what checking costs an honest one',
  peers: [peer],
  run: measure,
};
