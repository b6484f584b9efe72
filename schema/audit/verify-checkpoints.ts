import { type AuditDifference, differs } from './audit-difference.js';
import type { CheckpointLine } from './audit-lines.js';
import { type NoteVerifier, readNote, readVerifierKey, type SignedNote } from './signed-note.js';

/** What an auditor brings along: notes kept from before, and the keys that may have signed. */
export interface KnownBefore {
  readonly notes?: readonly string[];
  readonly keys?: readonly string[];
}

/** Checkpoints that the events still have to bear out, and the keys that signed. */
export interface CheckedNotes {
  readonly origin: string;
  readonly bySize: Map<number, SignedNote[]>;
  readonly keys: Map<string, NoteVerifier>;
}

/** A key's id tells it apart within one record; the key itself is compared where an auditor brought one. */
export function readKnownKeys(texts: readonly string[]): Map<string, NoteVerifier> | AuditDifference {
  const keys = new Map<string, NoteVerifier>();
  for (const text of texts) {
    const key = readVerifierKey(text.trim());
    if (!key) return differs('KEY');
    keys.set(key.keyId, key);
  }
  return keys;
}

/** Checks one stored checkpoint by itself: every column by its note, the note by its key. */
export function checkCheckpoint(
  stored: CheckpointLine,
  origin: string,
  known: ReadonlyMap<string, NoteVerifier> | undefined,
  line: number,
): { note: SignedNote; key: NoteVerifier } | AuditDifference {
  const at = { size: stored.size, line };
  const note = readNote(stored.note);
  if (!note) return differs('NOTE', { ...at, field: 'note' });
  if (note.origin !== origin) return differs('OTHER_RECORD', { ...at, field: 'note' });
  const key = readVerifierKey(stored.key);
  if (!key || key.name !== origin) return differs('KEY', { ...at, field: 'verifier_key' });
  const said = { size: note.size, root: note.root, chain: note.chainHash, at: note.at, keyId: note.keyId };
  const own = { ...said, algorithm: key.algorithm };
  const field = (Object.keys(own) as (keyof typeof own)[]).find((name) => stored[name] !== own[name]);
  if (field) return differs('COLUMN', { ...at, field: columns[field] });
  if (key.keyId !== note.keyId) return differs('KEY', { ...at, field: 'verifier_key' });
  if (known && known.get(key.keyId)?.text !== key.text)
    return differs('UNKNOWN_KEY', { ...at, field: 'verifier_key' });
  if (!key.verify(note.signed, note.signature)) return differs('SIGNATURE', { ...at, field: 'note' });
  return { note, key };
}

const columns = {
  size: 'size',
  root: 'root',
  chain: 'chain_hash',
  at: 'at',
  keyId: 'key_id',
  algorithm: 'algorithm',
} as const;

/** Adds notes that an auditor kept: of the same record, by a key that is known. */
export function addKeptNotes(
  checked: CheckedNotes,
  kept: readonly string[],
  known: ReadonlyMap<string, NoteVerifier> | undefined,
): AuditDifference | undefined {
  for (const text of kept) {
    const note = readNote(text);
    if (!note) return differs('NOTE', { field: '--checkpoint' });
    const at = { size: note.size, field: '--checkpoint' };
    if (note.origin !== checked.origin) return differs('OTHER_RECORD', at);
    const key = (known ?? checked.keys).get(note.keyId);
    if (!key) return differs('UNKNOWN_KEY', at);
    if (!key.verify(note.signed, note.signature)) return differs('SIGNATURE', at);
    expectNote(checked, note);
  }
  return undefined;
}

export function expectNote({ bySize }: CheckedNotes, note: SignedNote): void {
  bySize.set(note.size, [...(bySize.get(note.size) ?? []), note]);
}
