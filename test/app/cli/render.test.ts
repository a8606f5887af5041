import { render, type RenderRequest } from '../../../lib/app/cli/render';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { explain } from '../../../lib/app/explain';
import { stacks } from '../../../lib/stacks/stacks';
import { request, SECRETS } from './setup';

const names = discoverEnvironments()
  .map(({ name }) => name)
  .join(', ');

/** What an error says, as the command line prints it. */
function rejection(given: Partial<RenderRequest>): string {
  try {
    render(request(given));
  } catch (error) {
    return explain(error);
  }
  throw new Error('It was not rejected.');
}

describe('render', () => {
  it('takes the namespace of the flag, else of the environment, else "default"', () => {
    const namespaceOf = (given: Partial<RenderRequest>) =>
      new Set(
        [...render(request(given)).manifests.matchAll(/^ {2}namespace: (.*)$/gm)].map(
          ([, namespace]) => namespace,
        ),
      );
    expect(namespaceOf({ env: 'dev', namespace: 'mine' })).toEqual(new Set(['mine']));
    expect(namespaceOf({ env: 'dev' })).toEqual(new Set(['ai-gateway-dev']));
    expect(namespaceOf({ set: SECRETS })).toEqual(new Set(['default']));
  });

  it.each<[string, Partial<RenderRequest>, string]>([
    [
      'a stack that is not there, with the nearest that is',
      { stack: 'claude-rely' },
      `There is no stack claude-rely; did you mean claude-relay? There are: ${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'the chart of all stacks, with what to do instead',
      { stack: 'ai-gateway' },
      'ai-gateway is the chart of all stacks, which Helm alone renders: helm template dist/charts/ai-gateway; or render a stack of it: ' +
        `${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'an environment that is not there, with the nearest that is',
      { env: 'prd' },
      `There is no environment prd; did you mean prod? There are: ${names}.`,
    ],
    [
      'a wrong value by the name of its environment and flag',
      { env: 'dev', set: ['service.port=http'] },
      '--set: service.port is "http"; it must be an integer from 1 to 65535.',
    ],
    [
      'a wrong value of --set-string by its own name, also beside --set',
      { env: 'dev', set: ['replicaCount=2'], setString: ['service.port=80'] },
      '--set-string: service.port is "80"; it must be an integer from 1 to 65535: use --set.',
    ],
    [
      'a release name with capitals',
      { release: 'Relay', env: 'dev' },
      '--release Relay: The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.',
    ],
    [
      'a release name that is too long',
      { release: 'x'.repeat(54), env: 'dev' },
      `--release ${'x'.repeat(54)}: The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.`,
    ],
    [
      'a release without what it needs',
      { setString: ['config.encryptionKey=k3y'] },
      '--set-string: config.jwtSecret is required; set it (openssl rand -base64 32), or name a Secret in config.existingSecret.',
    ],
  ])('rejects %s', (_, given, sentence) => {
    expect(rejection(given)).toBe(sentence);
  });

  it('rejects a stack that is named like a member of every object', () => {
    expect(rejection({ stack: 'toString' })).toBe(
      `There is no stack toString. There are: ${Object.keys(stacks).join(', ')}.`,
    );
  });

  it('does not print a secret that a flag gives wrongly', () => {
    expect(rejection({ env: 'dev', set: ['config.jwtSecret={s3cret}'] })).toBe(
      '--set: config.jwtSecret is not right; it must be a string without control characters.',
    );
  });
});
