import { Initial } from './0001-initial.js';
import { DeadlineRules } from './0002-deadline-rules.js';
import { RegisterHistory } from './0003-register-history.js';
import { Search } from './0004-search.js';
import { FirstTerms } from './0005-first-terms.js';
import { ReferralTerm } from './0006-referral-term.js';
import { OfficerRules } from './0007-officer-rules.js';
import { ResultSystems } from './0008-result-systems.js';
import { Scope } from './0009-scope.js';
import { AuditChain } from './0010-audit-chain.js';
import { PlanTerms } from './0011-plan-terms.js';
import { ChangeRules } from './0012-change-rules.js';
import { VisitRules } from './0013-visit-rules.js';
import { SecondReviews } from './0014-second-reviews.js';
import { FollowUp } from './0015-follow-up.js';
import { AlarmRules } from './0016-alarm-rules.js';
import { DecisionTerms } from './0017-decision-terms.js';
import { LedgerTerms } from './0018-ledger-terms.js';
import { EvidenceRules } from './0019-evidence-rules.js';
import { ResultCorrections } from './0020-result-corrections.js';
import { PenaltyTiers } from './0021-penalty-tiers.js';
import { Portal } from './0024-portal.js';

/** The one line of migrations, oldest first. Their names stand in the table `migration`: never rename one. */
export const migrations = [
  { name: '0001-initial', class: Initial },
  { name: '0002-deadline-rules', class: DeadlineRules },
  { name: '0003-register-history', class: RegisterHistory },
  { name: '0004-search', class: Search },
  { name: '0005-first-terms', class: FirstTerms },
  { name: '0006-referral-term', class: ReferralTerm },
  { name: '0007-officer-rules', class: OfficerRules },
  { name: '0008-result-systems', class: ResultSystems },
  { name: '0009-scope', class: Scope },
  { name: '0010-audit-chain', class: AuditChain },
  { name: '0011-plan-terms', class: PlanTerms },
  { name: '0012-change-rules', class: ChangeRules },
  { name: '0013-visit-rules', class: VisitRules },
  { name: '0014-second-reviews', class: SecondReviews },
  { name: '0015-follow-up', class: FollowUp },
  { name: '0016-alarm-rules', class: AlarmRules },
  { name: '0017-decision-terms', class: DecisionTerms },
  { name: '0018-ledger-terms', class: LedgerTerms },
  { name: '0019-evidence-rules', class: EvidenceRules },
  { name: '0020-result-corrections', class: ResultCorrections },
  { name: '0021-penalty-tiers', class: PenaltyTiers },
  { name: '0024-portal', class: Portal },
];
