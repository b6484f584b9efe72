import { columnsOf } from '../../../schema/decision/columns/index.js';
import {
  correctDecision,
  type Decision,
  DecisionKind,
  DecisionProcedure,
  enterDecision,
  WithdrawalGround,
  withdrawDecision,
} from '../../../schema/decision/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { headingKey } from '../../../schema/shared/table-file/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type MainJob } from '../../support/main-job.js';
import { licenceByTitle, penaltyByCode } from './decision-samples.js';

type Given = Parameters<typeof enterDecision>[1];
type Texts = Readonly<Record<string, string>>;

const own = ['AJBH', 'BLCX', 'JCRW'];

/** A penalty as a form gives it: the sample, with these texts by code. */
export function penaltyGiven(texts: Texts = {}, more: Partial<Given> = {}): Given {
  const all = { ...penaltyByCode, ...texts };
  const columns = Object.entries(all).flatMap(([code, text]) => (own.includes(code) ? [] : [{ code, text }]));
  return {
    ...{ kind: DecisionKind.PENALTY, caseNo: '湛市监立字〔2026〕7号', procedure: DecisionProcedure.ORDINARY },
    ...{ columns, ...more },
  };
}

/** A licence as a form gives it. */
export function licenceGiven(texts: Texts = {}, more: Partial<Given> = {}): Given {
  const codeOf = new Map(columnsOf.LICENCE.map(({ title, code }) => [headingKey(title), code]));
  const sample = Object.fromEntries(
    Object.entries(licenceByTitle).map(([title, text]) => [codeOf.get(headingKey(title)) ?? title, text]),
  );
  const columns = Object.entries({ ...sample, ...texts }).flatMap(([code, text]) =>
    own.includes(code) || !code.includes('_') ? [] : [{ code, text }],
  );
  return {
    ...{ kind: DecisionKind.LICENCE, caseNo: '440800-2026-000123', procedure: DecisionProcedure.ORDINARY },
    ...{ columns, ...more },
  };
}

/** The health department's clerk, and what the clerk does. */
export class DecisionHouse {
  private constructor(
    readonly job: MainJob,
    readonly clerk: Actor,
    readonly stranger: Actor,
  ) {}

  static async over(job: MainJob): Promise<DecisionHouse> {
    const clerk = await job.addPerson('decision-clerk', [Role.REGISTRAR], job.health);
    return new DecisionHouse(
      job,
      clerk,
      await job.addPerson('decision-stranger', [Role.REGISTRAR], job.market),
    );
  }

  enter(given: Given, actor = this.clerk) {
    return this.job.act(actor, (unit) => enterDecision(unit, given));
  }

  async entered(given: Given, actor = this.clerk): Promise<Decision> {
    return done(await this.enter(given, actor)).decision;
  }

  /** The whole decision again, with these texts, as its next version. */
  correct(
    decision: Decision,
    texts: Texts,
    more: { version?: number; caseNo?: string } = {},
    actor = this.clerk,
  ) {
    const given = penaltyGiven({ CF_WSH: decision.documentNo, ...texts });
    const { version = decision.version, ...rest } = more;
    const correction = { ...given, ...rest, id: decision.id, version, reason: '文书有误，已发更正' };
    return this.job.act(actor, (unit) => correctDecision(unit, correction));
  }

  withdraw(id: string, more: Partial<Parameters<typeof withdrawDecision>[1]> = {}) {
    return this.job.act(this.clerk, (unit) =>
      withdrawDecision(unit, {
        ...{ id, ground: WithdrawalGround.REVOKED, documentNo: '湛府复〔2026〕3号' },
        ...{ withdrawnOn: unit.today, reason: '事实不清', ...more },
      }),
    );
  }
}
