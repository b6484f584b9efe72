/** A row as the database prints it in JSON. */
// biome-ignore lint/suspicious/noExplicitAny: the tables say what their rows are
export type Row = Record<string, any>;

/** The tables of one moment; `target`, `inspector`, `certificate` and `item` in groups. */
export type Snapshot = Readonly<
  Record<
    | 'account'
    | 'assignment'
    | 'assignment_officer'
    | 'audit_event'
    | 'campaign'
    | 'certificate'
    | 'channel_receipt'
    | 'deadline'
    | 'draw'
    | 'draw_event'
    | 'draw_file'
    | 'drawn_unit'
    | 'import_run'
    | 'inspection_result'
    | 'inspector'
    | 'item'
    | 'job'
    | 'plan'
    | 'public_record'
    | 'publication'
    | 'result_signature'
    | 'target'
    | 'upload'
    | 'visit'
    | 'witness_key',
    readonly Row[]
  >
>;

/** Something that the server has answered for, and so must still be there. */
export interface Promised {
  readonly what: string;
  holds(snapshot: Snapshot): boolean;
}
