import type { Image } from './image';
import { middleware } from './made/middleware';
import { relay } from './made/relay';
import { busybox, ghostunnel, helmProxy, httpService, jairouter, mcp, pause, tools } from './made/programs';
import { mysqldExporter, redisExporter } from './made/exporters';
import { mysql } from './made/mysql';
import { redis } from './made/redis';

/** What stands for images, by the end of their names without the version, so that a mirror's names are known too. */
const MAKERS: readonly (readonly [RegExp, (match: RegExpExecArray) => Image])[] = [
  [/\/claude-relay-service:(?:.*-)?middleware/, middleware],
  [/(?:^|\/)lfreea\/claude-relay-service[:@]/, () => relay('1.2.15')],
  [/\/claude-relay-service[:@]/, () => relay('1.1.314')],
  [/(?:^|\/)helm-proxy[:@]/, helmProxy],
  [/\/jairouter[:@]/, jairouter],
  [/\/mcp-(gateway|authz|market|web|init)[:@]/, ([, name = '']) => mcp(name)],
  [/(?:^|\/)redis[:@]/, redis],
  [/(?:^|\/)mysql[:@]/, mysql],
  [/(?:^|\/)busybox[:@]/, busybox],
  [/\/redis_exporter[:@]/, redisExporter],
  [/\/mysqld-exporter[:@]/, mysqldExporter],
  [/\/ghostunnel[:@]/, ghostunnel],
  [/^nodes\.test\/pause[:@]/, pause],
  [/^nodes\.test\/tools[:@]/, tools],
  [/^nodes\.test\/http-service[:@]/, httpService],
];

/**
 * What stands for an image.
 *
 * @param name the name as a manifest has it
 * @throws Error when nothing does
 */
export function imageFor(name: string): Image {
  // Without a version it is `latest`.
  const named = /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
  for (const [pattern, make] of MAKERS) {
    const match = pattern.exec(named);
    if (match !== null) return make(match);
  }
  throw new Error(
    `Nothing stands for the image ${name} on the nodes: add a maker of it to verify/nodes/images/makers.ts, or give its image to buildImages.`,
  );
}
