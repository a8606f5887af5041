import { stacksOf } from '../../../lib/app/environments/stacks';
import { stacks } from '../../../lib/stacks/stacks';

const RELAY = { replicaCount: 2, config: { existingSecret: 'keys' } };

describe('stacksOf', () => {
  it('are in the order in which they are deployed, whatever that of the environment is', () => {
    const deployed = stacksOf({
      name: 'dev',
      namespace: 'ai',
      stacks: { jairouter: {}, 'helm-proxy': {}, 'claude-relay': RELAY },
    });
    expect(deployed.map(({ name }) => name)).toEqual(['claude-relay', 'helm-proxy', 'jairouter']);
  });

  it('are none where the environment has none', () => {
    expect(stacksOf({ name: 'dev', namespace: 'ai', stacks: {} })).toEqual([]);
  });

  it('are released under their names, with what the environment changes by the name of its file', () => {
    const [relay] = stacksOf({ name: 'dev', namespace: 'ai', stacks: { 'claude-relay': RELAY } });
    expect(relay?.release).toEqual({
      stack: stacks['claude-relay'].template(),
      name: 'claude-relay',
      namespace: 'ai',
      values: [{ name: 'environments/dev.ts: claude-relay', values: RELAY }],
    });
  });

  it('have all of their values: what is changed, over the defaults', () => {
    const [relay] = stacksOf({ name: 'dev', namespace: 'ai', stacks: { 'claude-relay': RELAY } });
    expect(relay?.values).toMatchObject({
      replicaCount: 2,
      service: stacks['claude-relay'].template().declaration.default['service'],
      config: { existingSecret: 'keys', logLevel: 'info' },
    });
  });
});
