import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { CachedReading, type Measure, type Sample, type Ticks } from './measures.js';

/** What one server tells Prometheus. No label holds what somebody entered, a name or an address. */
export interface Metrics {
  /** Sign-ins by their outcome, whichever way was taken. */
  readonly signIns: Counter<'outcome'>;
  /** Attempts of jobs. */
  readonly jobAttempts: Counter<'kind' | 'outcome'>;
  readonly requests: Histogram<'route' | 'status'>;
  readonly operations: Counter<'endpoint' | 'field' | 'outcome'>;
  readonly unexpectedErrors: Counter<'endpoint'>;
  /** Gauges that are asked for when somebody reads the metrics, at most every five seconds. */
  offer<Name extends string>(measure: Measure<Name>): void;
  /** A number that somebody else keeps and that only grows. */
  offerCount(name: string, help: string, read: () => number): void;
  /** All of it in the text format of Prometheus. */
  text(): Promise<string>;
}

/** Around the second that people notice and the 200 ms promised for the portal; freezes and exports take minutes. */
const DURATION_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 60];

let ofProcess: Registry | undefined;

/** Those of the process, once for all servers in it, and from when somebody first asks: watching the loop costs a little. */
function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

function createCounters(registers: Registry[]) {
  return {
    signIns: new Counter({
      name: 'fairdraw_sign_ins_total',
      help: 'Sign-ins by outcome: succeeded, refused.',
      labelNames: ['outcome'],
      registers,
    }),
    jobAttempts: new Counter({
      name: 'fairdraw_job_attempts_total',
      help: 'Attempts of jobs by kind and outcome: done, failed, givenUp, lost.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    requests: new Histogram({
      name: 'fairdraw_http_request_duration_seconds',
      help: 'Requests by route and class of status.',
      labelNames: ['route', 'status'],
      buckets: DURATION_SECONDS,
      registers,
    }),
    operations: new Counter({
      name: 'fairdraw_graphql_operations_total',
      help: 'Root fields by outcome: ok, refused (a named refusal), denied (not allowed), invalid, failed.',
      labelNames: ['endpoint', 'field', 'outcome'],
      registers,
    }),
    unexpectedErrors: new Counter({
      name: 'fairdraw_graphql_unexpected_errors_total',
      help: 'Errors that nobody planned; the log has each with its request id.',
      labelNames: ['endpoint'],
      registers,
    }),
  } as const;
}

function show(gauge: Gauge, samples: readonly Sample[] = []): void {
  gauge.reset();
  // A gauge without labels would stand at 0.
  gauge.remove({});
  for (const { labels = {}, value } of samples) gauge.set(labels, value);
}

/** Metrics of one server; a test may have several in one process. */
export function createMetrics(ticks: Ticks = () => performance.now()): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const readings: CachedReading<unknown>[] = [];
  new Gauge({
    name: 'fairdraw_measure_age_seconds',
    help: 'How old the oldest gauge is that the database answers; it grows while the database does not answer.',
    registers,
    collect() {
      this.set(Math.max(0, ...readings.map(({ ageSeconds }) => ageSeconds)));
    },
  });
  const counters = createCounters(registers);
  for (const outcome of ['succeeded', 'refused']) counters.signIns.inc({ outcome }, 0);
  return {
    ...counters,
    offer: (measure) => {
      const reading = new CachedReading(() => measure.read(), ticks);
      readings.push(reading);
      for (const [name, help] of Object.entries<string>(measure.gauges)) {
        new Gauge({
          name,
          help,
          labelNames: measure.labels ?? [],
          registers,
          collect() {
            show(this, reading.last?.[name as keyof typeof measure.gauges]);
          },
        });
      }
    },
    offerCount: (name, help, read) => {
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    },
    text: async () => {
      await Promise.all(readings.map((reading) => reading.refresh()));
      return `${await registry.metrics()}\n${await processMetrics().metrics()}`;
    },
  };
}
