/**
 * An expected failure, returned as a value: its class name is its GraphQL type, and a step that returns one is
 * rolled back. Messages are for officials: what is wrong, and what to do about it. Exceptions are for bugs.
 */
export abstract class Refusal {
  readonly __typename: string;

  constructor(
    /** In Chinese, shown to the official. */
    readonly message: string,
    /** The same in English. */
    readonly messageEn: string,
  ) {
    this.__typename = new.target.name;
  }

  get code(): string {
    return this.__typename.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  }
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}
