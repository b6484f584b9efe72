/** The store does not do what it is asked: full, unreachable, or refusing. Told to people without its words. */
export class StoreUnavailableError extends Error {}

/** A blob is not there, or is not what was put there. */
export class BlobDamagedError extends Error {}

/** Where the files of evidence lie, encrypted, each under a name that says nothing. A blob is written once. */
export interface BlobStore {
  /** Where that is, for people: a folder, or `s3://bucket/prefix`. */
  readonly place: string;
  /** Writes a blob whole and lastingly, or not at all. @param size of all bytes @throws StoreUnavailableError */
  put(id: string, bytes: AsyncIterable<Uint8Array>, size: number): Promise<void>;
  /** Opens a blob. @throws BlobDamagedError where there is none; StoreUnavailableError */
  get(id: string): Promise<AsyncIterable<Uint8Array>>;
  /** Removes a blob and what is left of an interrupted one; none is none. @throws StoreUnavailableError */
  remove(id: string): Promise<void>;
  /** The names of all files, where they lie on this machine's disk; a bucket is never listed. @throws StoreUnavailableError */
  list?(): Promise<string[]>;
}
