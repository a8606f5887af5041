import { fluxSource, sourceRef } from '../../../lib/app/gitops/flux-source';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

it.each([
  ['https://example.com/a.git', 'main', 'GitRepository', { branch: 'main' }],
  ['https://example.com/a.git', 'refs/tags/v1', 'GitRepository', { name: 'refs/tags/v1' }],
  ['ssh://git@example.com/a.git', COMMIT, 'GitRepository', { commit: COMMIT }],
  ['oci://example.com/a', 'v1', 'OCIRepository', { tag: 'v1' }],
  ['oci://example.com/a', 'sha256:12', 'OCIRepository', { digest: 'sha256:12' }],
])('of %s at %s is a %s', (repository, revision, kind, ref) => {
  const source = fluxSource(repository, revision);
  expect(source.object).toMatchObject({ kind, spec: { url: repository, ref } });
  expect(source.object).not.toHaveProperty('spec.insecure');
  expect(sourceRef(source)).toEqual({ kind, name: 'ai-gateway-stacks' });
});

it('of a registry without TLS says so', () => {
  const source = fluxSource('oci://example.com/a', 'v1', { plainHttp: true });
  expect(source.object).toMatchObject({ spec: { insecure: true } });
  expect(source.object).not.toHaveProperty('spec.verify');
});

it('of what has to be signed says by which keys', () => {
  const source = fluxSource('oci://example.com/a', 'v1', { signedBy: 'cosign' });
  expect(source.object).toMatchObject({
    spec: { verify: { provider: 'cosign', secretRef: { name: 'cosign' } } },
  });
  expect(source.object).not.toHaveProperty('spec.insecure');
});
