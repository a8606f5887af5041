import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { warningsOf } from '../../../lib/engine/release/release';

const deployed = discoverEnvironments().flatMap((environment) =>
  stacksOf(environment).map(({ name, release }) => ({ stack: name, environment: environment.name, release })),
);

// The document of mcp-box has `latest` in its development values.
const LATEST = 'WARNING: global.version: latest is none of the versions';

it.each(deployed)('$environment sets nothing of $stack that its image does not read', ({ release }) => {
  expect(warningsOf(release).filter((warning) => !warning.startsWith(LATEST))).toEqual([]);
});

it('would notice a value that the image of an environment does not read', () => {
  const relay = deployed.find(({ stack, environment }) => stack === 'claude-relay' && environment === 'prod');
  const wrong = { name: 'wrong', values: { config: { extraEnv: { LDAP_ENABLED: 'true' } } } };
  const release = relay?.release;
  const values = [...(release?.values ?? []), wrong];
  expect(release && warningsOf({ ...release, values })).toEqual([
    expect.stringContaining('config.extraEnv.LDAP_ENABLED: version 1.2.15'),
  ]);
});
