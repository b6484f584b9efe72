import { Migration } from '@mikro-orm/migrations';

/** Departments and divisions entered before trees had days stand from the day on which they are first known. */
export class FirstTerms extends Migration {
  override up(): void {
    this.addSql(`insert into department_term
        (department_id, from_on, to_on, name, credit_code, level, parent_id, division_code, acts_through_id)
      select id, least((created_at at time zone 'Asia/Shanghai')::date, ended_on), ended_on, name, credit_code, level,
        parent_id, division_code, acts_through_id from department`);
    this.addSql(`insert into division_term (division_code, from_on, to_on, name, parent_code)
      select code, '1949-10-01', ended_on, name, parent_code from division`);
  }
}
