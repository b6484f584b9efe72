export async function writeRemarks(..._given: unknown[]): Promise<void> {}
