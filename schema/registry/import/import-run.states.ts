import { lifecycle } from '../../shared/lifecycle.js';

/** What a file holds. */
export enum ImportKind {
  ENTITIES = 'ENTITIES',
  INSPECTORS = 'INSPECTORS',
  ITEMS = 'ITEMS',
  SPECIAL_POOLS = 'SPECIAL_POOLS',
}

/** What becomes of a file with faulty rows: nothing, or its good rows. */
export enum ImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  GOOD_ROWS = 'GOOD_ROWS',
}

/** What becomes of a row where the register says otherwise for a reason of its own. */
export enum ConflictRule {
  /** It is a fault of the file. */
  REFUSE = 'REFUSE',
  FILE_WINS = 'FILE_WINS',
  REGISTER_WINS = 'REGISTER_WINS',
}

/** What becomes of targets of a source that its file no longer names. */
export enum MissingRule {
  KEEP = 'KEEP',
  /** They stay, and are listed. */
  REPORT = 'REPORT',
  MARK_REMOVED = 'MARK_REMOVED',
}

/** How far an import is. */
export enum ImportState {
  QUEUED = 'QUEUED',
  /** Another import or a freeze has the pools. */
  WAITING = 'WAITING',
  /** Rows are read, checked and compared; the registers are as they were. */
  READING = 'READING',
  /** All that was found good is written, in one step. */
  WRITING = 'WRITING',
  DONE = 'DONE',
  /** Ended with a named refusal; the registers are as they were. */
  REFUSED = 'REFUSED',
  /** Ended by a fault of the program or the machine; the registers are as they were. */
  FAILED = 'FAILED',
}

/** An import that has its turn. */
export const busyStates: readonly ImportState[] = [ImportState.READING, ImportState.WRITING];

/** An import that has not ended. */
export const openStates: readonly ImportState[] = [ImportState.QUEUED, ImportState.WAITING, ...busyStates];

/** The only ways from one state to another. */
export const importTransitions = {
  wait: { from: [ImportState.QUEUED], to: ImportState.WAITING },
  takeUp: { from: [ImportState.WAITING], to: ImportState.QUEUED },
  read: { from: [ImportState.QUEUED, ImportState.WAITING], to: ImportState.READING },
  write: { from: [ImportState.READING], to: ImportState.WRITING },
  finish: { from: [ImportState.READING, ImportState.WRITING], to: ImportState.DONE },
  refuse: { from: [...openStates], to: ImportState.REFUSED },
  fail: { from: [...openStates], to: ImportState.FAILED },
};

export const importLifecycle = lifecycle({
  name: 'ImportState',
  title: '导入 / import',
  states: ImportState,
  // A small file is read and written in one step.
  begins: [ImportState.QUEUED, ImportState.DONE],
  transitions: importTransitions,
  words: {
    wait: '名录被占用',
    takeUp: '重启后重新排队',
    read: '轮到',
    write: '检查完毕',
    finish: '写入完毕',
    refuse: '被拒绝',
    fail: '中断',
  },
});
