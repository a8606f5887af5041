/** Enough that the scheduler of the machine has its say, in milliseconds of a processor. */
const WORK_MS = 300;

/**
 * How many times as long as on a machine without other work something takes just now: 1 there, and more where others use the
 * processors too, up to {@link most}. A limit that people feel, such as a minute, is one of such a machine; tests multiply it by this.
 *
 * @param most where much of what is waited for are pauses, which are as long on any machine, a limit times more than this would be none
 */
export function slowness(most = 3): number {
  const start = performance.now();
  const before = process.cpuUsage();
  const worked = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  while (worked() < WORK_MS);
  return Math.min(most, Math.max(1, (performance.now() - start) / worked()));
}
