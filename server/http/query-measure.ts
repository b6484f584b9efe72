import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** The size of a selection set once all fragments are put in their places. */
export interface Measure {
  readonly fields: number;
  readonly aliases: number;
  /** Selections named `types`. */
  readonly types: number;
  /** Levels of fields, the deepest leaf counted. */
  readonly depth: number;
}

/** One field of an operation's root, with what is below it. */
export interface RootField {
  readonly name: string;
  readonly measure: Measure;
  /** How many rows it asks for: `first`, the most where a variable says it, the usual ones where nothing does. */
  readonly rows: number;
}

const nothing: Measure = { fields: 0, aliases: 0, types: 0, depth: 0 };
/** Sums stop here: a bomb doubles past every number. */
const PLENTY = 1_000_000;

const MOST_ROWS = 100;
const USUAL_ROWS = 20;

function rowsOf({ arguments: given }: FieldNode): number {
  const first = given?.find(({ name }) => name.value === 'first')?.value;
  if (!first) return USUAL_ROWS;
  return first.kind === Kind.INT ? Math.min(MOST_ROWS, Math.max(1, Number(first.value))) : MOST_ROWS;
}

function sum(a: Measure, b: Measure): Measure {
  return {
    fields: Math.min(PLENTY, a.fields + b.fields),
    aliases: Math.min(PLENTY, a.aliases + b.aliases),
    types: Math.min(PLENTY, a.types + b.types),
    depth: Math.max(a.depth, b.depth),
  };
}

/**
 * Measures a document in time linear in its length: each fragment is measured once. A fragment within itself
 * counts nothing; validation refuses it by name.
 */
export class DocumentMeter {
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Measure>();
  readonly #roots = new Map<string, RootField[]>();

  constructor(document: DocumentNode) {
    const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(definitions.map((node) => [node.name.value, node]));
  }

  measure(set: SelectionSetNode | undefined): Measure {
    let total = nothing;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FRAGMENT_SPREAD) total = sum(total, this.measureFragment(node.name.value));
      else if (node.kind === Kind.INLINE_FRAGMENT) total = sum(total, this.measure(node.selectionSet));
      else
        total = sum(total, this.#measureField(node.name.value, node.alias !== undefined, node.selectionSet));
    }
    return total;
  }

  #measureField(name: string, aliased: boolean, set: SelectionSetNode | undefined): Measure {
    const below = this.measure(set);
    return {
      fields: below.fields + 1,
      aliases: below.aliases + (aliased ? 1 : 0),
      types: below.types + (name === 'types' ? 1 : 0),
      depth: below.depth + 1,
    };
  }

  measureFragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known) return known;
    this.#measured.set(name, nothing);
    const measure = this.measure(this.#fragments.get(name)?.selectionSet);
    this.#measured.set(name, measure);
    return measure;
  }

  /** The fields at the root of an operation; the list ends soon after `most`. */
  listRootFields(set: SelectionSetNode, most: number): RootField[] {
    const fields: RootField[] = [];
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const one: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [node] };
        fields.push({ name: node.name.value, measure: this.measure(one), rows: rowsOf(node) });
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        fields.push(...this.listRootFields(node.selectionSet, most));
      } else {
        fields.push(...this.#listRootsOfFragment(node.name.value, most));
      }
      if (fields.length > most) break;
    }
    return fields;
  }

  #listRootsOfFragment(name: string, most: number): RootField[] {
    const known = this.#roots.get(name);
    if (known) return known;
    this.#roots.set(name, []);
    const set = this.#fragments.get(name)?.selectionSet;
    const fields = set ? this.listRootFields(set, most) : [];
    this.#roots.set(name, fields);
    return fields;
  }
}
