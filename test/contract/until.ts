import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something is so, which is asked again and again; a busy machine may take its time. */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end)
      throw new Error(
        `After ${String(seconds)} seconds it is not so that ${typeof what === 'string' ? what : what()}.`,
      );
    await delay(50);
  }
}
