import type { Expr } from '../../engine/template/expression';
import { and, text } from '../../engine/template/operators';
import { commented, when } from '../../engine/template/tree';
import { restrictedContainer } from '../../kubernetes/security';
import { STOP_WAITING } from '../../kubernetes/wait';
import { redisEnv } from './env';
import type { Program, Service } from './program';

/** Key in Redis with the name of the pod whose turn it is. It expires, so that a pod that never starts holds up no other. */
const KEY = 'mcp-box:starting';
/** After how many seconds the turn of a service expires. */
const SECONDS = 60;
/** The same of a Job, which creates its tables in its first seconds; nothing shows when it has. */
const JOB_SECONDS = 20;

// Inline commands of the Redis protocol, since images have no client for it. Every byte of the password is escaped.
const ASK = `
password=$(printf %s "$REDIS_PASSWORD" | od -A n -v -t x1 | tr -d '\\n' | sed 's/ /\\\\x/g')
ask() {
  { if [ -n "$password" ]; then printf 'AUTH "%s"\\r\\n' "$password"; fi; printf '%s\\r\\n' "$@" QUIT; } |
    nc -w 5 "$REDIS_HOST" "$REDIS_PORT" | tr -d '\\r'
}
`.trimStart();

const TAKE = `
${STOP_WAITING}
${ASK}until ask "SET ${KEY} $HOSTNAME NX EX $0" "GET ${KEY}" | grep -qx "$HOSTNAME"; do
  echo "waiting for another pod to start"
  sleep 1
done
`.trimStart();

const GIVE = `
for attempt in $(seq ${String(SECONDS)}); do
  if wget -q -O /dev/null -T 2 "$0"; then break; fi
  sleep 1
done
${ASK}release="return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('del', KEYS[1])"
ask "EVAL \\"$release\\" 1 ${KEY} $HOSTNAME" >/dev/null || true
`.trimStart();

/** The image of a program. */
interface OwnImage {
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
}

/** The init container that waits for the turn of a program, in its own image: after that has been pulled. */
function turnContainer(program: Program, own: OwnImage, seconds: number) {
  return {
    name: 'turn',
    ...own,
    command: commented(
      'Several pods that create the tables of an empty database at once would stop one another.',
      ['sh', '-c', TAKE, String(seconds)],
    ),
    env: redisEnv(program),
    resources: program.stack.values.infrastructure.helper.resources,
    securityContext: restrictedContainer,
  };
}

/**
 * Lets the pods of the platform start one after the other.
 *
 * Each program creates missing tables when it starts, and of several that do so at once on an empty database all but one exit (upstream,
 * v1.0.0: errors 1050, 1061 and 1091 of MySQL). A service passes its turn on when it responds.
 *
 * @param image of the service
 */
export function turnOf(service: Program & Service, image: OwnImage) {
  const { health, startInTurn, uses } = service.values;
  const condition = and(startInTurn, health.http, uses.mysql, uses.redis);
  const url = text`http://127.0.0.1:${service.values.containerPort}${health.path}`;
  return {
    initContainer: when(condition, turnContainer(service, image, SECONDS)),
    env: when(condition, redisEnv(service)),
    lifecycle: when(condition, { postStart: { exec: { command: ['sh', '-c', GIVE, url] } } }),
  };
}

/** The init container that waits for the turn of a Job, which lets it expire. */
export function turnOfJob(job: Program, image: OwnImage) {
  const { startInTurn, uses } = job.values;
  return when(and(startInTurn, uses.mysql, uses.redis), turnContainer(job, image, JOB_SECONDS));
}
