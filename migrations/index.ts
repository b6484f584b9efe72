/** The one line of migrations, oldest first. */
export const migrations = [];
