import {
  environment,
  overridesOf,
  sourceName,
  type NamedEnvironment,
} from '../../../lib/app/environments/environment';
import { ValuesError } from '../../../lib/engine/values/check';

const NAMED: NamedEnvironment = {
  name: 'dev',
  namespace: 'ai',
  stacks: { 'claude-relay': { replicaCount: 2 }, jairouter: { replicaCount: 3 } },
};

it('environment is the description as it is given', () => {
  const description = { namespace: 'ai', stacks: {} };
  expect(environment(description)).toBe(description);
});

it('sourceName is the file of the environment, and the stack', () => {
  expect(sourceName({ name: 'dev' })).toBe('environments/dev.ts');
  expect(sourceName({ name: 'dev' }, 'jairouter')).toBe('environments/dev.ts: jairouter');
});

describe('overridesOf', () => {
  it('is what the environment gives', () => {
    expect(overridesOf(NAMED, 'claude-relay')).toEqual({ replicaCount: 2 });
    expect(overridesOf(NAMED, 'jairouter')).toEqual({ replicaCount: 3 });
  });

  it('is undefined for a stack that it does not have', () => {
    expect(overridesOf(NAMED, 'mcp-box')).toBeUndefined();
  });

  it('has what follows from other stacks: where the relay is', () => {
    const image = { repository: 'lfreea/claude-relay-service', tag: 'v1' };
    const relay = { image, config: { existingSecret: 'keys' }, fullnameOverride: 'other' };
    const stacks = { 'claude-relay': relay, 'claude-middleware': { replicaCount: 3 } };
    expect(overridesOf({ ...NAMED, stacks }, 'claude-middleware')).toMatchObject({
      replicaCount: 3,
      relay: { host: 'other' },
    });
  });

  it('names its file and the stack whose values are wrong, also where another one asks for them', () => {
    const wrong = { 'claude-relay': { replicaCont: 1 }, 'claude-middleware': {} };
    expect(() => overridesOf({ ...NAMED, stacks: wrong } as NamedEnvironment, 'claude-middleware')).toThrow(
      /^environments\/dev\.ts: claude-relay: replicaCont /,
    );
  });

  it('names its file where a stack needs another one that is not there', () => {
    const lacking = { ...NAMED, stacks: { 'claude-middleware': {} } };
    expect(() => overridesOf(lacking, 'claude-middleware')).toThrow(ValuesError);
    expect(() => overridesOf(lacking, 'claude-middleware')).toThrow(
      /^environments\/dev\.ts: claude-middleware: /,
    );
  });
});
