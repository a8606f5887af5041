import { at, items } from '../../lib/engine/release/objects';
import { scalarString } from '../../lib/engine/values/merge';
import { objectsOfAll } from './all-objects';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

interface Asking {
  readonly of: string;
  readonly script: string;
  readonly seconds: number;
}

/** The probes for which a shell runs a script. */
const asking: readonly Asking[] = objectsOfAll
  .flatMap((object) => items(at(object, 'spec', 'template', 'spec', 'containers')))
  .flatMap((container) =>
    PROBES.flatMap((name) => {
      const probe = at(container, name);
      const [shell, flag, script] = items(at(probe, 'exec', 'command')).map(scalarString);
      if (shell !== 'sh' || flag !== '-c' || script === undefined) return [];
      const seconds = at(probe, 'timeoutSeconds');
      return [
        {
          of: `${scalarString(at(container, 'name'))}, ${name}`,
          script,
          seconds: typeof seconds === 'number' ? seconds : 1,
        },
      ];
    }),
  );

/** Programs that wait for whom they ask. */
const CLIENT = /\b(redis-cli|mysql|mysqladmin|curl|wget|nc) /;

/**
 * The commands of a script that may still run when the time of their probe is over. The container runtime ends only the shell then, and
 * waits for the others (containerd issue 9568), so each ends by itself before, or has taken the place of the shell.
 */
function endlessIn({ script, seconds }: Pick<Asking, 'script' | 'seconds'>): readonly string[] {
  const commands = script.split(/[|;\n]|&&/).filter((command) => CLIENT.test(command));
  return commands.filter((command) => {
    if (/^ *exec /.test(command)) return false;
    const [, limit] = /(?:\btimeout | -[mTw] )(\d+) /.exec(command) ?? [];
    return limit === undefined || Number(limit) >= seconds;
  });
}

it('a probe that runs a script is over when its time is', () => {
  expect(new Set(asking.map(({ script }) => script)).size).toBeGreaterThan(3);
  expect(
    asking.flatMap((one) => endlessIn(one).map((command) => `${one.of}, ${one.seconds} s: ${command}`)),
  ).toEqual([]);
});

it.each([
  ['redis-cli ping | grep -q PONG', ['redis-cli ping ']],
  ['timeout 4 redis-cli ping | grep -q PONG', []],
  ['timeout 5 redis-cli ping | grep -q PONG', ['timeout 5 redis-cli ping ']],
  ['mysql -e "SELECT 1"', ['mysql -e "SELECT 1"']],
  ['export MYSQL_PWD="$A"; exec mysql -e "SELECT 1"', []],
  ['curl -fsS -m 4 http://a | grep b', []],
  ['curl -fsS http://a | grep b', ['curl -fsS http://a ']],
])('of "%s" this check finds %j', (script, endless) => {
  expect(endlessIn({ script, seconds: 5 })).toEqual(endless);
});
