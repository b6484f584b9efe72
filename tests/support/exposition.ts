/** One line of metrics. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|Nan|[+-]?Inf|[-+]?[0-9.]+(?:e[-+]?[0-9]+)?)$/;
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/gy;

function parseLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(labelPair)];
  if (pairs.map(([whole]) => whole).join('') !== text) throw new Error(`labels: ${text}`);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

/** The metric that a sample belongs to: a histogram's samples have names of their own. */
function familyOf(name: string, types: ReadonlyMap<string, string>): string | undefined {
  const stem = name.replace(/_(bucket|sum|count)$/, '');
  return [name, stem].find((candidate) => types.has(candidate));
}

/** Reads the text format of Prometheus, 0.0.4. @throws on a line that it does not allow, or a sample without a type */
export function parseExposition(text: string): MetricSample[] {
  const types = new Map<string, string>();
  const samples: MetricSample[] = [];
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ')) continue;
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line);
    if (type) {
      if (types.has(type[1] as string)) throw new Error(`told twice: ${line}`);
      types.set(type[1] as string, type[2] as string);
      continue;
    }
    const sample = sampleLine.exec(line);
    if (!sample || !familyOf(sample[1] as string, types)) throw new Error(`not a sample: ${line}`);
    const [, name = '', labels = '', value] = sample;
    if (seen.has(`${name}{${labels}}`)) throw new Error(`told twice: ${line}`);
    seen.add(`${name}{${labels}}`);
    samples.push({ name, labels: parseLabels(labels), value: Number(value) });
  }
  return samples;
}

/** The value of one sample, by its name and all its labels. */
export function sampleOf(
  samples: readonly MetricSample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = JSON.stringify(Object.entries(labels).sort());
  return samples.find(
    (sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  )?.value;
}
