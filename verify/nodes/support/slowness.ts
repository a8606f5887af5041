/** Much of what is waited for are pauses, which are as long on any machine: with more than this a limit would be none. */
const MOST = 3;
/** Enough that the scheduler of the machine has its say, in milliseconds of a processor. */
const WORK_MS = 300;

/**
 * How many times as long as on a machine without other work something takes just now: 1 there, and more where others use the
 * processors too, up to {@link MOST}. A limit that people feel, such as a minute, is one of such a machine; tests multiply it by this.
 */
export function slowness(): number {
  const start = performance.now();
  const before = process.cpuUsage();
  const worked = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  while (worked() < WORK_MS);
  return Math.min(MOST, Math.max(1, (performance.now() - start) / worked()));
}
