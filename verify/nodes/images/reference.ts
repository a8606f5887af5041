/** The name of an image, in full. */
export interface Reference {
  /** Such as `docker.io`. */
  readonly host: string;
  /** Such as `library/redis`. */
  readonly repository: string;
  /** A tag, or a digest such as `sha256:…`, which takes precedence over a tag. */
  readonly version: string;
}

/**
 * Reads the name of an image as containerd does: without a host it is one of Docker Hub, and there without a user one of its library.
 *
 * @throws Error when it is no such name
 */
export function parseReference(name: string): Reference {
  const [, before = '', tag = 'latest', digest] =
    /^([^@\s]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(name) ?? [];
  if (before === '') throw new Error(`${name} is no name of an image.`);
  const [first = '', ...rest] = before.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const host = hasHost ? first : 'docker.io';
  const named = hasHost ? rest.join('/') : before;
  const repository = host === 'docker.io' && !named.includes('/') ? `library/${named}` : named;
  return { host, repository, version: digest ?? tag };
}

/** The name in full, such as `docker.io/library/redis:7.4.6-alpine`. */
export function fullName({ host, repository, version }: Reference): string {
  return `${host}/${repository}${version.startsWith('sha256:') ? '@' : ':'}${version}`;
}
