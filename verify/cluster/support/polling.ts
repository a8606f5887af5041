/**
 * Looks at something again and again while work is under way.
 *
 * @param look called a few times a second; what it finds wrong ends up in the result
 * @returns what was found wrong, each once, in the order found
 */
export async function watching(
  look: () => Promise<readonly string[]>,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const working = new AbortController();
  const looking = (async () => {
    do {
      for (const problem of await look()) found.add(problem);
      await new Promise((resolve) => setTimeout(resolve, 150));
    } while (!working.signal.aborted);
  })();
  try {
    await work();
  } finally {
    working.abort();
    await looking;
  }
  return [...found];
}
