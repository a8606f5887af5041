import { quoteForMessage } from '../../engine/values/wording';
import { UserError } from '../explain';

/** What runs in the pods of a new stack. */
export interface Program {
  /** The image without its tag. */
  readonly repository: string;
  readonly tag: string;
  /** The port that it serves HTTP on. */
  readonly port: number;
  /** The path that answers while it can serve requests. */
  readonly health: string;
}

/** What runs unless an image is given: a small server made for such purposes, with metrics (upstream, pkg/api/http/server.go). */
export const PODINFO: Program = {
  repository: 'ghcr.io/stefanprodan/podinfo',
  tag: '6.14.1',
  port: 9898,
  health: '/healthz',
};

/** What is known of a program, as the command line has it. */
export interface ProgramOptions {
  /** `REPOSITORY:TAG`. @default - {@link PODINFO} */
  readonly image?: string;
  /** @default 8080, or that of podinfo */
  readonly port?: string;
  /** @default '/', or that of podinfo */
  readonly health?: string;
}

const IMAGE =
  /^((?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*):(\w[\w.-]{0,127})$/;

/**
 * The program of a new stack.
 *
 * @throws UserError when an option has a form that it cannot have
 */
export function programOf({ image, port, health }: ProgramOptions): Program {
  const given = image === undefined ? PODINFO : { ...imageOf(image), port: 8080, health: '/' };
  return {
    ...given,
    ...(port === undefined ? {} : { port: portOf(port) }),
    ...(health === undefined ? {} : { health: pathOf(health) }),
  };
}

/** Where the source of a program may be, from its image: `stefanprodan/podinfo`. */
export function projectOf({ repository }: Program): string {
  const [name = '', owner = name] = repository.split('/').reverse();
  return `${owner}/${name}`;
}

function imageOf(image: string): Pick<Program, 'repository' | 'tag'> {
  const [, repository, tag] = IMAGE.exec(image) ?? [];
  if (repository === undefined || tag === undefined)
    throw new UserError(
      `--image is ${quoteForMessage(image)}; it must be REPOSITORY:TAG, such as ${PODINFO.repository}:${PODINFO.tag}.`,
    );
  return { repository, tag };
}

function portOf(port: string): number {
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
    throw new UserError(`--port is ${quoteForMessage(port)}; it must be a port, from 1 to 65535.`);
  return Number(port);
}

function pathOf(health: string): string {
  if (!/^\/[\w.~/-]*$/.test(health))
    throw new UserError(`--health is ${quoteForMessage(health)}; it must be a path, such as /healthz.`);
  return health;
}
