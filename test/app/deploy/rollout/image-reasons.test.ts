import { pullProblem } from '../../../../lib/app/deploy/rollout/image-reasons';

const IMAGE = 'registry.example.com/relay:2';

it.each([
  ['failed to resolve reference: registry.example.com/relay:2: not found', 'its registry has no such image or tag'],
  ['manifest unknown: manifest unknown', 'its registry has no such image or tag'],
  ['pull access denied, repository does not exist or may require authorization: server message: insufficient_scope', 'its registry wants a login, or has no such image; see name, tag and imagePullSecrets'],
  ['unexpected status from HEAD request: 401 Unauthorized', 'its registry wants a login, or has no such image; see name, tag and imagePullSecrets'],
  ['dial tcp: lookup registry.example.com on 10.0.0.10:53: no such host', 'its registry cannot be reached from the node'],
  ['dial tcp 10.1.2.3:443: i/o timeout', 'its registry cannot be reached from the node'],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'the node does not trust the certificate of its registry'],
  ['429 Too Many Requests - toomanyrequests: You have reached your pull rate limit', 'its registry lets this address pull no more images for now'],
  ['no match for platform in manifest: not found', 'there is none for the processor of the node'],
  ['write /var/lib/x: no space left on device', 'the node has no space left for it'],
])('says of "%s": %s', (why, meaning) => {
  const said = `Failed to pull image "${IMAGE}": rpc error: code = Unknown desc = ${why}`;
  expect(pullProblem(IMAGE, 'ErrImagePull', said)).toBe(`the image ${IMAGE} cannot be pulled: ${meaning} (${why})`);
}); // prettier-ignore

it('says what is wrong with a name, and with one that must be there', () => {
  expect(pullProblem('A/b', 'InvalidImageName', 'x')).toBe('A/b is no valid name of an image');
  expect(pullProblem(IMAGE, 'ErrImageNeverPull', 'x')).toBe(
    `the image ${IMAGE} is not on the node, and imagePullPolicy Never does not let it be pulled`,
  );
});

it('says what it does not know as it stands', () => {
  expect(pullProblem(IMAGE, 'ErrImagePull', 'something new')).toBe(
    `the image ${IMAGE} cannot be pulled (something new)`,
  );
});
