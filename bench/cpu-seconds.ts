/** CPU time, since others may share the machine. The fastest of many: neither warming up nor what other processes took is the cost of the work. */
export function cpuSecondsEach(work: () => unknown, rounds = 20): number {
  const seconds = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...seconds);
}
