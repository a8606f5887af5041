import { parseAllDocuments } from 'yaml';
import { secrets, type SecretsRequest } from '../../../lib/app/cli/secrets';
import { environments } from '../../support/environments';

const dev = (more: Partial<SecretsRequest> = {}) => secrets({ environment: 'dev', ...more }, {});
const THERE_ARE = `There are: ${environments.map(({ name }) => name).join(', ')}.`;
const staging = (more: Partial<SecretsRequest>, variables: NodeJS.ProcessEnv = {}) =>
  secrets({ environment: 'staging', ...more }, variables);

it('says what an environment needs', () => {
  expect(dev()).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^dev needs 3 Secrets in ai-gateway-dev, mcp-dev:\n/) });
  expect(JSON.parse(dev({ json: true }).stdout)).toMatchObject({ environment: 'dev', namespaces: ['ai-gateway-dev', 'mcp-dev'] });
}); // prettier-ignore

it('makes optional keys only where they are asked for', () => {
  for (const request of [{ create: 'commands' }, { create: 'yaml' }, { sealed: true }, { externalSecret: 'vault' }] as const) {
    expect(dev(request)).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.not.stringContaining('ADMIN_PASSWORD') });
    expect(dev({ ...request, optional: true }).stdout).toContain('ADMIN_PASSWORD');
  }
}); // prettier-ignore

it('has namespaces before Secrets in YAML, and no namespaces for kubeseal', () => {
  const kinds = parseAllDocuments(dev({ create: 'yaml' }).stdout).map((one) => one.get('kind'));
  expect(kinds).toEqual(['Namespace', 'Namespace', 'Secret', 'Secret', 'Secret']);
  expect(dev({ sealed: true }).stdout).not.toContain('Namespace"');
});

it('ends with 1 where a Secret is left out, and takes what others issue from variables', () => {
  const { exitCode, stderr } = staging({ sealed: true });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'Secret ai-gateway-staging/helm-proxy-credentials is left out: the chart repository issues its values; set HELM_PROXY_CREDENTIALS_HELM_USERNAME and HELM_PROXY_CREDENTIALS_HELM_PASSWORD, or create it yourself.\n',
  });
  const issued = { HELM_PROXY_CREDENTIALS_HELM_USERNAME: 'ci', HELM_PROXY_CREDENTIALS_HELM_PASSWORD: 'given' };
  expect(staging({ sealed: true }, issued)).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringContaining('"HELM_PASSWORD":"given"') });
}); // prettier-ignore

it('names the kind of the store', () => {
  expect(dev({ externalSecret: 'vault' }).stdout).toContain('kind: ClusterSecretStore\n');
  expect(dev({ externalSecret: 'vault', storeKind: 'SecretStore' }).stdout).toContain('kind: SecretStore\n');
});

it.each<[Partial<SecretsRequest>, string]>([
  [{ environment: 'production' }, `There is no environment production. ${THERE_ARE}`],
  [{ environment: 'prodd' }, `There is no environment prodd; did you mean prod? ${THERE_ARE}`],
  [{ storeKind: 'SecretStore' }, '--store-kind is of no use without --external-secret; add it, or leave --store-kind away.'],
  [{ context: 'a' }, '--context is of no use without --check or --create; add one, or leave --context away.'],
  [{ context: 'a', create: 'yaml' }, '--context is of no use without --check or --create; add one, or leave --context away.'],
  [{ optional: true }, '--optional is of no use without --create, --external-secret or --sealed; add one, or leave --optional away.'],
  [{ json: true, sealed: true }, '--json is for the list and for --check; --create yaml and --sealed are for programs.'],
])('says of %j what would be right', (request, sentence) => {
  expect(() => dev(request)).toThrow(sentence);
}); // prettier-ignore
