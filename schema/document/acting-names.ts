import { type ItemActingName, listActingNames } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import type { DocumentValues } from './document.fields.js';

/** Whose check a paper is about. */
interface Matter {
  readonly department: string;
  readonly itemCodes: readonly string[];
  readonly windowFromOn: string;
}

/** In whose name a department checks, by division: a power delegated in one place may be another's in the next. */
export class ActingNames {
  #byDivision = new Map<string | undefined, readonly ItemActingName[]>();
  #isOne: boolean | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly matter: Matter,
    /** Wherever the check goes. */
    private readonly divisions: readonly string[],
  ) {}

  /** What a paper of a check in a division says of it, or of one wherever it goes. */
  async valuesIn(division?: string | null): Promise<DocumentValues> {
    const rows = await this.#read(division && !(await this.#isEverywhereOne()) ? [division] : this.divisions);
    const acting = rows.filter(({ department, inNameOf }) => department.id !== inNameOf.id);
    const once = (texts: readonly (string | null)[]) => [...new Set(texts.filter(Boolean))].join('、');
    return {
      部门名称: once(rows.map(({ inNameOf }) => inNameOf.name)),
      受托机构: once(acting.map(({ department }) => department.name)),
      委托依据: once(acting.flatMap(({ legalBasis, documentNo }) => [legalBasis, documentNo])),
    };
  }

  /** In whose name an item is checked, wherever that is. */
  async nameOf(itemCode: string): Promise<string> {
    const rows = (await this.#read(this.divisions)).filter((row) => row.itemCode === itemCode);
    return [...new Set(rows.map(({ inNameOf }) => inNameOf.name))].join('、');
  }

  async #isEverywhereOne(): Promise<boolean> {
    const rows = await this.#read(this.divisions);
    this.#isOne ??=
      new Set(rows.map(({ inNameOf, documentNo }) => `${inNameOf.id} ${documentNo}`)).size === 1;
    return this.#isOne;
  }

  async #read(divisions: readonly string[]): Promise<readonly ItemActingName[]> {
    const key = divisions === this.divisions ? undefined : divisions[0];
    const { department, itemCodes, windowFromOn: fromOn } = this.matter;
    const rows =
      this.#byDivision.get(key) ??
      (await listActingNames(this.reader, { department, itemCodes, divisions, fromOn }));
    this.#byDivision.set(key, rows);
    return rows;
  }
}
