/** Makes values up, which needs fast-check: it is loaded when it is asked for, since nothing else here needs it. */
export async function loadSearch(): Promise<typeof import('./search')> {
  try {
    return await import('./search');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(
      'The package fast-check is not installed, which makes up the values: npm install --save-dev fast-check',
      { cause: error },
    );
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'MODULE_NOT_FOUND' &&
    error.message.includes("'fast-check'")
  );
}
