type Engine = typeof import('../../scheduler/draw/index.js');
type Fingerprints = Record<string, string>;

export function recompute(engine: Engine, draws: readonly { files: Record<string, string>; secret?: string }[]): Fingerprints[];
export function fingerprints(engine: Engine, files: object): Fingerprints;
