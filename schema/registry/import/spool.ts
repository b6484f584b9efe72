/** Where rows wait between being compared and being written: outside the database, so that nobody waits for them. */
export interface Spool {
  add(part: string): Promise<void>;
  /** What was added, in order. */
  parts(): AsyncIterable<string>;
  /** Forgets everything. */
  clear(): Promise<void>;
}
