import { uninterrupted } from '../../../lib/engine/files/uninterrupted';

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'listens to %s while it does something, and not after',
  (signal) => {
    const before = process.listenerCount(signal);
    let during = 0;
    uninterrupted(() => {
      during = process.listenerCount(signal);
    });
    expect(during).toBe(before + 1);
    expect(process.listenerCount(signal)).toBe(before);
    expect(() =>
      uninterrupted(() => {
        throw new Error('failed');
      }),
    ).toThrow('failed');
    expect(process.listenerCount(signal)).toBe(before);
  },
);
