import { file, folder, text, link, type Image, type Owner } from '../image';
import { alpine, curl, imageOfProgram, users } from '../parts';
import { standIn } from '../programs';

/** The tools of BusyBox alone. */
export function busybox(): Image {
  return { layers: [alpine()], cmd: ['sh'] };
}

/** The Helm proxy, as the README of its chart has it built: a program on the path that any user can run, and curl. */
export function helmProxy(): Image {
  return {
    layers: [alpine(), curl(), { 'usr/local/bin/helm-proxy': file(standIn('helm-proxy')) }],
    entrypoint: ['helm-proxy'],
    workingDir: '/root',
    env: ['HELM_DRIVER=secret', 'GIN_MODE=release', 'PORT=8443'],
  };
}

/** The user of the image (upstream, Dockerfile). */
const JAIROUTER: Owner = { uid: 10010, gid: 10010 };

/** JAiRouter, in layers: a class and not an archive is what starts (upstream, Dockerfile). */
export function jairouter(): Image {
  const launcher = 'org/springframework/boot/loader/launch/JarLauncher';
  return {
    layers: [
      alpine(),
      {
        ...users('jairouter:10010:10010'),
        'usr/bin/java': file(standIn('java')),
        app: folder(JAIROUTER),
        'app/logs': folder(JAIROUTER),
        'app/data': folder(JAIROUTER),
        'app/config': folder(JAIROUTER),
        [`app/${launcher}.class`]: text('', 0o644),
      },
    ],
    entrypoint: ['sh', '-c', `java $JAVA_OPTS ${launcher.replaceAll('/', '.')}`],
    workingDir: '/app',
    user: 'jairouter',
  };
}

/** A program of the MCP platform, root's, on Alpine (upstream, Dockerfile). */
export function mcp(name: string): Image {
  return {
    layers: [
      alpine(),
      { 'usr/local/bin/mcp': file(standIn('mcp')) },
      { [`app/mcp-${name}`]: link('/usr/local/bin/mcp') },
    ],
    entrypoint: [`/app/mcp-${name}`],
    workingDir: '/app',
  };
}

/** Any server of HTTP, with a shell for probes. */
export function httpService(): Image {
  return {
    layers: [alpine(), { 'usr/local/bin/http-service': file(standIn('http-service')) }],
    entrypoint: ['http-service'],
  };
}

/** The tunnel, on Alpine. */
export function ghostunnel(): Image {
  return {
    layers: [alpine(), { 'usr/bin/ghostunnel': file(standIn('ghostunnel')) }],
    entrypoint: ['/usr/bin/ghostunnel'],
  };
}

/** Process 1 of each pod. */
export function pause(): Image {
  return { ...imageOfProgram(standIn('pause')), user: '65535:65535' };
}

/** The programs of tests, such as `dial` and `load`: their arguments are those of `tools`. */
export function tools(): Image {
  return { layers: [alpine(), curl()], entrypoint: ['tools'], cmd: ['wait'] };
}
