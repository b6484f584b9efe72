import { InspectionResult, ResultCorrection } from '../../../schema/inspection/index.js';
import {
  confirmResultCorrection,
  returnResultCorrection,
} from '../../../schema/inspection/result-correction/result-correction.confirm.js';
import {
  approveResultCorrection,
  endResultCorrection,
  refuseResultCorrection,
} from '../../../schema/inspection/result-correction/result-correction.decide.js';
import type { RecordResultCorrectionInput } from '../../../schema/inspection/result-correction/result-correction.input.js';
import {
  recordResultCorrection,
  signResultCorrection,
} from '../../../schema/inspection/result-correction/result-correction.record.js';
import {
  requestResultCorrection,
  withdrawResultCorrection,
} from '../../../schema/inspection/result-correction/result-correction.request.js';
import { CorrectionSource } from '../../../schema/inspection/result-correction/result-correction.states.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';
import { type TestVisit, VisitHouse } from './visit/visit-house.js';

type Asked = Parameters<typeof requestResultCorrection>[1];
type Changed = Omit<Partial<RecordResultCorrectionInput>, 'id'>;

/** A visit whose result is confirmed. */
export interface ConfirmedVisit extends TestVisit {
  readonly result: InspectionResult;
}

const points = [
  { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE' as never, reason: '无游泳池' },
  { item: 'WS-01', point: '3', outcome: 'PROBLEM' as never, value: '不齐全' },
];

/** The steps of a correction by their usual people. */
export class CorrectionSteps {
  constructor(readonly job: MainJob) {}

  request(
    { result }: Pick<ConfirmedVisit, 'result'>,
    actor: Actor = this.job.reviewer,
    more: Partial<Asked> = {},
  ) {
    const input = { resultId: result.id, source: CorrectionSource.OWN_ERROR, reason: '代码选错', ...more };
    return this.job.act(actor, (unit) => requestResultCorrection(unit, input));
  }

  async requested(visit: Pick<ConfirmedVisit, 'result'>): Promise<string> {
    return done(await this.request(visit)).correction.id;
  }

  withdraw(id: string, actor: Actor = this.job.reviewer) {
    return this.job.act(actor, (unit) => withdrawResultCorrection(unit, id));
  }

  approve(id: string, officerIds: string[] = [], actor: Actor = this.job.approver) {
    return this.job.act(actor, (unit) => approveResultCorrection(unit, { id, officerIds }));
  }

  refuse(id: string, actor: Actor = this.job.approver) {
    return this.job.act(actor, (unit) => refuseResultCorrection(unit, { id, reason: '原结果无误' }));
  }

  end(id: string, actor: Actor = this.job.approver) {
    return this.job.act(actor, (unit) => endResultCorrection(unit, { id, reason: '申请人已调离' }));
  }

  record(id: string, actor: Actor, changed: Changed = { resultCode: '01' }) {
    return this.job.act(actor, (unit) => recordResultCorrection(unit, { id, points: [], ...changed }));
  }

  sign(id: string, actor: Actor) {
    return this.job.act(actor, (unit) => signResultCorrection(unit, id));
  }

  confirm(id: string, actor: Actor = this.job.reviewer) {
    return this.job.act(actor, (unit) => confirmResultCorrection(unit, id));
  }

  return(id: string, actor: Actor = this.job.reviewer) {
    return this.job.act(actor, (unit) => returnResultCorrection(unit, { id, reason: '理由不充分' }));
  }

  /** Asked for and approved: its officers may record. */
  async approved(visit: Pick<ConfirmedVisit, 'result'>): Promise<string> {
    const id = await this.requested(visit);
    done(await this.approve(id));
    return id;
  }

  correction(id: string): Promise<ResultCorrection> {
    return this.job.readAs().em.findOneOrFail(ResultCorrection, { id });
  }
}

/** A house with confirmed visits, and the steps of a correction. */
export class CorrectionHouse extends CorrectionSteps {
  private constructor(
    readonly visits: VisitHouse,
    job: MainJob,
  ) {
    super(job);
  }

  static async open(): Promise<CorrectionHouse> {
    return CorrectionHouse.over(await MainJob.open());
  }

  /** In a house that somebody else opened. */
  static async over(job: MainJob): Promise<CorrectionHouse> {
    return new CorrectionHouse(await VisitHouse.over(job), job);
  }

  get database() {
    return this.job.database;
  }

  close(): Promise<void> {
    return this.job.close();
  }

  /** A visit confirmed on 10 February: a problem at point 3, code 09, unless it says another. */
  async confirmed(more: object = {}): Promise<ConfirmedVisit> {
    const { job } = this;
    const visit = await this.visits.take();
    const said = { resultCode: '09', findings: '健康证不齐', points, restWithoutProblem: true, ...more };
    const { result } = done(await job.record(visit.first, visit.assignment.id, said));
    done(await job.countersign(visit.second, result.id));
    return { ...visit, result: done(await job.confirm(result.id)).result };
  }

  /** Recorded by the first officer and signed by the second. */
  async submitted(visit: ConfirmedVisit, changed?: Changed): Promise<string> {
    const id = await this.approved(visit);
    done(await this.record(id, visit.first, changed));
    done(await this.sign(id, visit.second));
    return id;
  }

  /** From the request to the version that stands. */
  async corrected(visit: ConfirmedVisit, changed?: Changed) {
    return done(await this.confirm(await this.submitted(visit, changed)));
  }

  versions({ assignment }: TestVisit): Promise<InspectionResult[]> {
    const { em } = this.job.readAs();
    return em.find(InspectionResult, { assignment: assignment.id }, { orderBy: { version: 'asc' } });
  }
}
