import { SMALL_RESOURCES } from '../../kubernetes/container';
import { emptyVolume } from '../../kubernetes/volume';
import { rootContainer } from '../../kubernetes/security';
import type { Expr, Ref } from '../../engine/template/expression';
import { text } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import type { middlewareValues } from './values';

const FOLDER = '/program';
const FILE = `${FOLDER}/claude-middleware`;
const VOLUME = 'program';

/**
 * The program, out of the reach of the image's permissions.
 *
 * The published image has it in /root, which only root may enter (upstream, middleware-go/Dockerfile, on Alpine). So a container
 * that is root, but has no capability and can write nowhere else, copies it to where the middleware may run it as any user.
 */
export function copiedProgram(
  program: Ref<typeof middlewareValues>['program'],
  image: { readonly image: Expr<string> },
) {
  const { copy } = program;
  return {
    initContainer: when(copy, {
      name: 'program',
      ...image,
      command: ['sh', '-c', text`cp "${program.path}" ${FILE} && chmod 0555 ${FILE}`],
      resources: SMALL_RESOURCES,
      securityContext: rootContainer,
      volumeMounts: [{ name: VOLUME, mountPath: FOLDER }],
    }),
    command: when(copy, [FILE]),
    volumeMount: when(copy, { name: VOLUME, mountPath: FOLDER, readOnly: true }),
    volume: when(copy, emptyVolume(VOLUME, '100Mi')),
  };
}
