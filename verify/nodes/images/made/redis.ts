import { folder, text, type Image } from '../image';
import { debianPrograms } from '../packages';
import { alpine, users } from '../parts';

/**
 * Of the official image's entrypoint (docker-library/redis, docker-entrypoint.sh): the program may be left out, root becomes the user
 * redis, and what is written is for its user alone. It is built with protected mode off; Debian's is told so.
 */
const ENTRYPOINT = `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi
if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
  find . \\! -user redis -exec chown redis '{}' +
  exec setpriv --reuid=999 --regid=1000 --clear-groups "$0" "$@"
fi
um="$(umask)"
if [ "$um" = '0022' ]; then
  umask 0077
fi
exec "$@"
`;

/**
 * The official image has a server with another default. Its word stands first, after the configuration file if there is one: what the
 * caller says takes precedence.
 */
const SERVER = `#!/bin/sh
case "\${1-}" in
  '' | --*) exec /usr/lib/redis/redis-server --protected-mode no "$@" ;;
  *) file=$1; shift; exec /usr/lib/redis/redis-server "$file" --protected-mode no "$@" ;;
esac
`;

/** Redis of Debian in the place of the official image. */
export function redis(): Image {
  const server = debianPrograms('redis', 'usr/bin/redis-server', 'usr/bin/redis-cli');
  const { 'usr/bin/redis-server': program, ...others } = server;
  return {
    layers: [
      alpine(),
      { ...others, ...(program && { 'usr/lib/redis/redis-server': program }) },
      {
        ...users('redis:999:1000'),
        'usr/local/bin/docker-entrypoint.sh': text(ENTRYPOINT, 0o755),
        'usr/local/bin/redis-server': text(SERVER, 0o755),
        data: folder({ uid: 999, gid: 1000 }),
      },
    ],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    workingDir: '/data',
  };
}
