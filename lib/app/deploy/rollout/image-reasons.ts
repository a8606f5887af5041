/** What a registry or the container runtime says, and what it means. The first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, meaning: string])[] = [
  [/no match for platform|no matching manifest|exec format/i, 'there is none for the processor of the node'],
  [
    /x509|certificate|server gave HTTP response to HTTPS client/i,
    'the node does not trust the certificate of its registry',
  ],
  [/toomanyrequests|rate limit/i, 'its registry lets this address pull no more images for now'],
  [
    // Some registries ask for a login where there is no such image, too.
    /unauthorized|authentication required|authorization failed|pull access denied|denied|forbidden|no basic auth/i,
    'its registry wants a login, or has no such image; see name, tag and imagePullSecrets',
  ],
  [/not found|manifest unknown|does not exist|404/i, 'its registry has no such image or tag'],
  [
    /no such host|i\/o timeout|connection refused|deadline exceeded|no route|network is unreachable|EOF|server misbehaving/i,
    'its registry cannot be reached from the node',
  ],
  [/no space left/i, 'the node has no space left for it'],
];

/**
 * Why an image cannot be pulled.
 *
 * @param reason that the container waits for, such as `ImagePullBackOff`
 * @param said what the container runtime says
 */
export function pullProblem(image: string, reason: string, said: string): string {
  if (reason === 'InvalidImageName') return `${image} is no valid name of an image`;
  if (reason === 'ErrImageNeverPull')
    return `the image ${image} is not on the node, and imagePullPolicy Never does not let it be pulled`;
  const why = /Failed to pull image "[^"]*": ([^]*)/.exec(said)?.[1] ?? said;
  const meaning = MEANINGS.find(([form]) => form.test(why))?.[1];
  // Back-off says only that it is tried again.
  const detail = /^Back-off pulling image "[^"]*"$/.test(why)
    ? ''
    : why.replace(/^rpc error: code = \w+ desc = /, '');
  const rest = detail === '' ? '' : ` (${detail.trim()})`;
  return `the image ${image} cannot be pulled${meaning === undefined ? '' : `: ${meaning}`}${rest}`;
}
