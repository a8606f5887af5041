import type { Expr, Ref } from '../../engine/template/expression';
import { text } from '../../engine/template/operators';
import {
  choose,
  commented,
  when,
  type Templated,
  type TemplatedItem,
  type When,
} from '../../engine/template/tree';
import type * as k8s from '../../kubernetes/k8s';
import { rootContainer } from '../../kubernetes/security';
import { emptyVolume } from '../../kubernetes/volume';
import type { middlewareValues } from './values';

const DIRECTORY = '/program';
const FILE = `${DIRECTORY}/claude-middleware`;
const VOLUME = 'program';

/** What a pod has of the copy of the program. */
interface CopiedProgram {
  readonly initContainer: TemplatedItem<k8s.Container>;
  /** The path of the program that runs. */
  readonly file: When<Expr<string> | string>;
  readonly command: Templated<readonly string[]>;
  readonly volumeMount: TemplatedItem<k8s.VolumeMount>;
  readonly volume: TemplatedItem<k8s.Volume>;
}

/**
 * Copy of the program, executable by any user.
 *
 * In the published image the program is in /root, which only root can enter (upstream, middleware-go/Dockerfile, on Alpine).
 * An init container, as root but without capabilities and without write access elsewhere, copies it to a volume from which
 * the middleware runs it as any user.
 */
export function copiedProgram(
  { initResources, program }: Pick<Ref<typeof middlewareValues>, 'initResources' | 'program'>,
  image: { readonly image: Expr<string> },
): CopiedProgram {
  const { copy } = program;
  return {
    initContainer: when(copy, {
      name: 'program',
      ...image,
      command: commented(
        'The container may run again on the same volume, after a restart of the node: without -f it could not overwrite its copy.',
        ['sh', '-c', text`cp -f "${program.path}" ${FILE} && chmod 0555 ${FILE}`],
      ),
      resources: initResources,
      securityContext: rootContainer,
      volumeMounts: [{ name: VOLUME, mountPath: DIRECTORY }],
    }),
    file: choose(copy, FILE, program.path),
    command: when(copy, [FILE]),
    volumeMount: when(copy, { name: VOLUME, mountPath: DIRECTORY, readOnly: true }),
    volume: when(copy, emptyVolume(VOLUME, '100Mi')),
  };
}
