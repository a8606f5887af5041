import { KEY_FORMS, SIGNING_KEY } from '../../lib/kubernetes/secret-form';

it('a signing key is made at least as long as it has to be', () => {
  const { bytes, encoding } = SIGNING_KEY.random;
  expect(Buffer.alloc(bytes).toString(encoding).length).toBeGreaterThanOrEqual(SIGNING_KEY.minimumLength);
});

it.each([
  ['tls.crt', '-----BEGIN CERTIFICATE-----\nMII', '-----BEGIN PRIVATE KEY-----\nMII'],
  ['tls.key', '-----BEGIN RSA PRIVATE KEY-----\nMII', '-----BEGIN CERTIFICATE-----\nMII'],
  ['.dockerconfigjson', '{"auths":{"ghcr.io":{}}}', '{"ghcr.io":{}}'],
])('%s is told from what is not one', (key, right, wrong) => {
  const pattern = KEY_FORMS[key]?.pattern;
  expect([right, wrong].map((value) => pattern?.test(value))).toEqual([true, false]);
});
