import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { scalarString } from '../../lib/engine/values/merge';
import { objectsOfAll } from './all-objects';

/** The script of a container that a shell runs as process 1; none where it runs a program. */
function scriptOf(container: Json): string | undefined {
  const [shell, flag, script] = items(at(container, 'command')).map(scalarString);
  return shell === 'sh' && flag === '-c' ? script : undefined;
}

interface Script {
  readonly container: string;
  readonly script: string;
}

function scriptsIn(
  objects: readonly KubernetesObject[],
  kind: 'containers' | 'initContainers',
): readonly Script[] {
  return objects
    .filter((object) => object['kind'] === 'Deployment' || object['kind'] === 'StatefulSet')
    .flatMap((object) => items(at(object, 'spec', 'template', 'spec', kind)))
    .flatMap((container) => {
      const script = scriptOf(container);
      return script === undefined ? [] : [{ container: scalarString(at(container, 'name')), script }];
    });
}

/** Whether the shell gives way to a program: its last command is `exec`, or a here document of it. */
const givesWay = ({ script }: Script): boolean =>
  /(^|; |\n)exec [^\n]*( <<END\n[\s\S]*\nEND)?\n?$/.test(script);

/** Whether the shell itself stays while it waits. */
const waits = ({ script }: Script): boolean => /\bsleep\b/.test(script);

describe('a pod stops when it is told to', () => {
  it('since no shell stays in the place of a program, to which it would pass no signal on', () => {
    const scripts = scriptsIn(objectsOfAll, 'containers');
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => !givesWay(script))).toEqual([]);
  });

  it('since a shell that waits has a handler for SIGTERM, without which process 1 ignores it', () => {
    const waiting = [
      ...scriptsIn(objectsOfAll, 'initContainers'),
      ...scriptsIn(objectsOfAll, 'containers'),
    ].filter(waits);
    expect(waiting.length).toBeGreaterThan(3);
    expect(waiting.filter(({ script }) => !script.includes("trap 'exit 143' TERM"))).toEqual([]);
  });

  it.each([
    ['java -jar app.jar', false],
    ['if [ -e app.jar ]; then exec java -jar app.jar; fi\njava Launcher\n', false],
    ['exec java -jar app.jar\n', true],
    ['until nc -z a 1; do sleep 1; done; exec "$0"', true],
  ])('and this would be noticed: %s', (script, good) => {
    expect(givesWay({ container: 'a', script })).toBe(good);
  });
});
