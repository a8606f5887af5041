import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_QUESTIONS_MS = 500;
const BETWEEN_LOOKS_MS = 150;
/** How much longer there is nothing asked than it takes to ask: each question starts a program, which takes long where many do. */
const PATIENCE = 2;
const LONGEST_PAUSE_MS = 3000;

/**
 * Asks again and again until the answer is as wanted, or the time is over: what controllers do takes a moment.
 *
 * @returns the last answer, for a test to say what it is when it is not as wanted
 */
export async function eventually<Answer>(
  seconds: number,
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const begin = performance.now();
    const answer = await ask();
    const now = performance.now();
    if (isWanted(answer) || now > end) return answer;
    await pause(Math.min(LONGEST_PAUSE_MS, Math.max(BETWEEN_QUESTIONS_MS, PATIENCE * (now - begin))));
  }
}

/**
 * Looks at something again and again while work is under way, and once more when it is done.
 *
 * @param look called a few times a second; what it finds wrong ends up in the result
 * @returns what was found wrong, each once, in the order found
 */
export async function watching(
  look: () => Promise<readonly string[]>,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const note = async () => {
    for (const problem of await look()) found.add(problem);
  };
  const working = new AbortController();
  const looking = async () => {
    while (!working.signal.aborted) {
      await note();
      await pause(BETWEEN_LOOKS_MS);
    }
  };
  await Promise.all([looking(), work().finally(() => working.abort())]);
  await note();
  return [...found];
}
