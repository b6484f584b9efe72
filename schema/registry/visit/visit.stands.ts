/** A condition on an entry of the register by its alias: no corrected one has taken its place. Every count asks for it. */
export function visitStands(alias: string): string {
  return `not exists (select from visit later where later.replaces_id = ${alias}.id)`;
}
