import { Migration } from '@mikro-orm/migrations';

const basis =
  '信用修复管理办法（2026年4月1日起）：按失信程度分轻微、一般、严重三档确定公示期，自公示之日起计算；具体期限待机关确认';

const tiers = [
  ['SLIGHT', 0, 3],
  ['GENERAL', 3, 12],
  ['SERIOUS', 12, 36],
] as const;

/** For how long penalties are public, as data with its basis and version. */
export class PenaltyTiers extends Migration {
  override up(): void {
    for (const [tier, least, most] of tiers) {
      this.addSql(
        `insert into "penalty_tier_rule" ("tier", "version", "min_months", "max_months", "legal_basis", "is_law", "valid_from_on")
         values ('${tier}', 1, ${least}, ${most}, '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
