/** Closes all of them, whatever comes of the others, and then throws what went wrong first. */
export async function closeAll(closing: readonly (() => Promise<unknown>)[]): Promise<void> {
  const closed = await Promise.allSettled(closing.map((close) => close()));
  const failed = closed.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
