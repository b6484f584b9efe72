/** One way from some states to another. */
export interface Transition {
  readonly from: string | readonly string[];
  readonly to: string;
}

/** The life of a matter as a table: whatever is not in it cannot happen. */
export interface Lifecycle {
  /** As the enum of its states is called in the console's schema. */
  readonly name: string;
  /** What lives it, in both languages. */
  readonly title: string;
  readonly states: Readonly<Record<string, string>>;
  /** Where it begins. */
  readonly begins: readonly string[];
  readonly transitions: Readonly<Record<string, Transition>>;
  /** Chinese words of each transition, by its name. */
  readonly words: Readonly<Record<string, string>>;
}

/** Declares a lifecycle; each transition of the table has its words, or it does not compile. */
export function lifecycle<Table extends Readonly<Record<string, Transition>>>(
  declared: Lifecycle & {
    readonly transitions: Table;
    readonly words: Readonly<Record<keyof Table & string, string>>;
  },
): Lifecycle {
  return declared;
}

/** Where a transition begins, as a list. */
export function sourcesOf({ from }: Transition): readonly string[] {
  return typeof from === 'string' ? [from] : from;
}

/** The states that can be reached from where it begins. */
function reachable({ begins, transitions }: Lifecycle): Set<string> {
  const reached = new Set(begins);
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const transition of Object.values(transitions)) {
      if (sourcesOf(transition).some((from) => reached.has(from))) reached.add(transition.to);
    }
  }
  return reached;
}

function listFaultsOf(life: Lifecycle): string[] {
  const { states, begins, transitions, words } = life;
  const known = new Set(Object.values(states));
  const named = [
    ...begins.map((state) => ['the beginning', state] as const),
    ...Object.entries(transitions).flatMap(([name, transition]) =>
      [...sourcesOf(transition), transition.to].map((state) => [name, state] as const),
    ),
  ];
  const reached = reachable(life);
  return [
    ...(begins.length === 0 ? ['it begins nowhere'] : []),
    ...named
      .filter(([, state]) => !known.has(state))
      .map(([name, state]) => `${name} names ${state}, no state`),
    ...[...known].filter((state) => !reached.has(state)).map((state) => `${state} cannot be reached`),
    ...Object.entries(transitions)
      .filter(([, transition]) => sourcesOf(transition).length === 0)
      .map(([name]) => `${name} comes from nowhere`),
    ...Object.keys(transitions)
      .filter((name) => !words[name])
      .map((name) => `${name} has no words`),
  ];
}

/** Everything that is wrong with tables of states, each fault with the name of its lifecycle; empty when all hold. */
export function findLifecycleFaults(lifecycles: readonly Lifecycle[]): string[] {
  const names = lifecycles.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => `${name}: declared twice`),
    ...lifecycles.flatMap((life) => listFaultsOf(life).map((fault) => `${life.name}: ${fault}`)),
  ];
}
