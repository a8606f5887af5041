import { versionOf } from './software';
import { image, TOOLS, type Image } from './image';

/** What stands for the images of the five stacks, by the names that manifests have. */
export function imageOf(name: string): Image {
  const tag = name.slice(name.lastIndexOf(':') + 1);
  const found = IMAGES.find(([pattern]) => pattern.test(name));
  if (found === undefined) throw new Error(`There is no stand-in for the image ${name}.`);
  return found[1](tag);
}

const RELAY: Image = image({
  entrypoint: ['docker-entrypoint.sh'],
  workingDir: '/app',
  programs: { 'docker-entrypoint.sh': 'relay' },
});

/** In the image the program is in /root, which only root can enter (middleware-go/Dockerfile, on Alpine). */
const MIDDLEWARE: Image = image({
  entrypoint: ['./claude-middleware'],
  workingDir: '/root',
  programs: { '/root/claude-middleware': 'middleware' },
  rootOnly: ['/root'],
});

/**
 * JAiRouter as Dockerfile.china packs it, in one file. The shell of an image does not pass signals on: that of BusyBox and Debian's
 * dash stay beside Java, as `exit` makes any shell do here.
 */
export const JAIROUTER_IN_ONE_FILE: Image = image({
  version: '2.8.4',
  entrypoint: ['sh', '-c', 'java $JAVA_OPTS -jar app.jar; exit $?'],
  workingDir: '/app',
  user: 10010,
  programs: { java: 'java' },
  files: ['/app/app.jar'],
});

/** JAiRouter as Dockerfile packs it, in layers. */
export const JAIROUTER_IN_LAYERS: Image = {
  ...JAIROUTER_IN_ONE_FILE,
  entrypoint: ['sh', '-c', 'java $JAVA_OPTS org.springframework.boot.loader.launch.JarLauncher; exit $?'],
  files: ['/app/org/springframework/boot/loader/launch/JarLauncher.class'],
};

const HELM_PROXY: Image = image({
  entrypoint: ['helm-proxy'],
  workingDir: '/root',
  programs: { 'helm-proxy': 'helm-proxy' },
});

// The default tags of the charts' documents, latest, stand for the version that was run.
const IMAGES: readonly (readonly [RegExp, (tag: string) => Image])[] = [
  [/claude-relay-service:middleware-/, () => ({ ...MIDDLEWARE, version: 'middleware-1.2.15' })],
  [/claude-relay-service:/, (tag) => ({ ...RELAY, version: versionOf('claude-relay', tag) })],
  [/ghostunnel:/, () => image({ entrypoint: ['ghostunnel'], programs: { ghostunnel: 'ghostunnel' } })],
  [/jairouter:/, () => JAIROUTER_IN_LAYERS],
  [
    /helm-proxy:/,
    (tag) => ({ ...HELM_PROXY, version: versionOf('helm-proxy', tag.replace(/^latest$/, 'v1.0.0')) }),
  ],
  [
    /mcp-gateway:|\/gateway:/,
    () =>
      image({ entrypoint: ['mcp-gateway'], workingDir: '/app', programs: { 'mcp-gateway': 'mcp-gateway' } }),
  ],
  [/busybox:/, () => TOOLS],
];
