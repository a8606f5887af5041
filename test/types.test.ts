import { environment, type Environment } from '../lib/app/environments/environment';
import { manifestsOf } from '../lib/app/output/dist';
import { ClaudeRelay } from '../lib/stacks/claude-relay/stack';

// What must not compile: `tsc`, which `npm run lint` calls, fails when one of the marked lines is no longer an error. And what
// a program that looks away from the compiler's errors still gets: a sentence, before anything is written.

function synthesizing(description: Environment): () => unknown {
  return () => manifestsOf({ name: 'test', ...description });
}

describe('a mistake in an environment neither compiles nor is synthesized', () => {
  it('a value that is misspelt', () => {
    // @ts-expect-error -- it is replicaCount
    const top = environment({ namespace: 'n', stacks: { 'claude-relay': { replicaCont: 2 } } });
    expect(synthesizing(top)).toThrow(
      'environments/test.ts: replicaCont is not a known value. Did you mean replicaCount?',
    );
    // @ts-expect-error -- it is service.port
    const inner = environment({ namespace: 'n', stacks: { 'claude-relay': { service: { prot: 80 } } } });
    expect(synthesizing(inner)).toThrow(
      'environments/test.ts: service.prot is not a known value. Did you mean service.port?',
    );
  });

  it('a value of the wrong type', () => {
    // @ts-expect-error -- it is a number
    const text = environment({ namespace: 'n', stacks: { 'claude-relay': { replicaCount: '2' } } });
    expect(synthesizing(text)).toThrow(
      'environments/test.ts: replicaCount is "2"; it must be a whole number from 0 to 1000.',
    );
    const word = environment({
      namespace: 'n',
      stacks: {
        'claude-relay': {
          // @ts-expect-error -- there is no such level
          config: { logLevel: 'loud' },
        },
      },
    });
    expect(synthesizing(word)).toThrow(
      'environments/test.ts: config.logLevel is "loud"; it must be one of error, warn, info',
    );
  });

  it('a secret', () => {
    const secret = environment({
      namespace: 'n',
      stacks: {
        'claude-relay': {
          // @ts-expect-error -- existingSecret names a Secret instead
          config: { jwtSecret: 'x' },
        },
      },
    });
    expect(synthesizing(secret)).toThrow(
      'environments/test.ts: config.jwtSecret is a secret and must not stand in an environment',
    );
  });

  it('a system that there is not', () => {
    // @ts-expect-error -- it is claude-relay
    const unknown = environment({ namespace: 'n', stacks: { 'claude-rely': {} } });
    expect(synthesizing(unknown)).toThrow(
      'environments/test.ts: claude-rely is not a known stack. Did you mean claude-relay?',
    );
  });
});

it('a reference to a value that is not declared does not compile and is nothing', () => {
  const { values } = new ClaudeRelay();
  // @ts-expect-error -- it is service.port
  const port: unknown = values.service.prot;
  expect(port).toBeUndefined();
});
