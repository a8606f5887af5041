const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that Ctrl-C does not interrupt: what does not wait is finished before a signal is heard, if somebody listens to it. The
 * process goes on then.
 */
export function uninterrupted(action: () => void): void {
  const listen = (): void => undefined;
  for (const signal of SIGNALS) process.on(signal, listen);
  try {
    action();
  } finally {
    for (const signal of SIGNALS) process.off(signal, listen);
  }
}
