/** In the umbrella chart the middleware finds the relay of its release by itself, as `relayOf` connects the two in manifests. */
import { packagedCharts } from '../support/packaged-charts';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOutput } from '../../lib/app/output/write';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { ClaudeMiddleware } from '../../lib/stacks/claude-middleware/stack';
import { WIRING_TEMPLATE } from '../../lib/stacks/claude-middleware/umbrella';
import { MIDDLEWARE_IMAGE, RELAY_IMAGE, relayOf } from '../../lib/stacks/claude-middleware/wiring';
import { ClaudeRelay } from '../../lib/stacks/claude-relay/stack';
import { FORK_BODY_MEGABYTES } from '../../lib/stacks/claude-relay/software';
import { stacks } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import { connects, type Pod } from '../network/evaluator';
import { worldOf } from '../network/world';
import { byIdentity } from '../../lib/testing/same-objects';
import { parseLikeHelm } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { helmOutput, plainRendering } from '../support/renderers';

const RELEASE = 'rel';
const NAMESPACE = 'ai';
const OTHERS = Object.fromEntries(
  Object.keys(stacks)
    .filter((name) => name !== 'claude-relay' && name !== 'claude-middleware')
    .map((name) => [name, { enabled: false }]),
);
const KEYS: JsonObject = { config: { existingSecret: 'keys' } };
/** What follows for the relay: the image of the middleware's project with its limit, and the middleware as a client. */
const FOLLOWS: JsonObject = {
  image: RELAY_IMAGE,
  streaming: { maxBodyMegabytes: FORK_BODY_MEGABYTES },
  networkPolicy: { clientStacks: ['claude-middleware'] },
};

const folder = path.join(mkdtempSync(path.join(tmpdir(), 'umbrella-')), 'dist');
const archive = path.join(folder, 'charts', `${umbrellaChart.name}-${umbrellaChart.version}.tgz`);
const majors: HelmMajor[] = [3, 4];

let written: readonly string[];
beforeAll(async () => {
  const output = await packagedCharts([]);
  written = [...output.keys()];
  writeOutput(folder, output);
});

async function umbrella(major: HelmMajor, relay: JsonObject, middleware: JsonObject = {}) {
  const values = { ...OTHERS, 'claude-relay': overlay(KEYS, relay), 'claude-middleware': middleware };
  const request = { release: RELEASE, namespace: NAMESPACE, values: [values], set: [], setString: [] };
  const result = await helmOutput(major, archive, request);
  if (!result.ok) throw new Error(result.message);
  const [objects = []] = await parseLikeHelm([result.output], major);
  return objects as KubernetesObject[];
}

/** Both stacks rendered plainly and connected by `relayOf`. */
function plainly(
  relay: JsonObject,
  middleware: JsonObject,
): readonly [KubernetesObject[], KubernetesObject[]] {
  const values = [{ name: 'test', values: relay }];
  const wiring = relayOf({ name: RELEASE, namespace: NAMESPACE, values }) as JsonObject;
  const objects = [
    [new ClaudeRelay(), relay] as const,
    [new ClaudeMiddleware(), overlay(overlay({ image: MIDDLEWARE_IMAGE }, wiring), middleware)] as const,
  ].map(([template, given]) => {
    const request = { release: RELEASE, namespace: NAMESPACE, values: [given], set: [], setString: [] };
    const plain = plainRendering(template, request);
    if (!plain.ok) throw new Error(plain.message);
    return [...plain.objects];
  });
  return [objects[0] ?? [], objects[1] ?? []];
}

const CASES: [what: string, relay: JsonObject, middleware?: JsonObject][] = [
  ['nothing else', {}],
  // Not with another name of the chart: in a parent chart labels follow it, as the tests of unique names say.
  ['another name of all', { fullnameOverride: 'entrance' }],
  ['another port', { service: { port: 8000 } }],
  ['a password of Redis', { redis: { auth: { enabled: true, password: '0123456789' } } }],
  [
    'a Secret of Redis',
    { redis: { auth: { enabled: true, existingSecret: 'redis' } }, fullnameOverride: 'r' },
  ],
  [
    'an external Redis',
    {
      redis: { enabled: false },
      externalRedis: {
        host: 'redis.example.com',
        port: 6380,
        database: 3,
        tls: true,
        password: '0123456789',
      },
    },
  ],
  ['longer streams', { streaming: { maxStreamSeconds: 900 } }],
  ['other clients', { networkPolicy: { clientStacks: ['other'] } }],
  [
    'a middleware with values of its own',
    {},
    { streaming: { maxStreamSeconds: 120 }, redis: { database: 2 } },
  ],
];

describe.each(majors)('Helm %s', (major) => {
  it.each<[string, JsonObject, JsonObject?]>(CASES)(
    'connects them with %s said',
    async (_, given, middleware = {}) => {
      const clients = (given['networkPolicy'] as JsonObject | undefined)?.['clientStacks'] ?? [];
      const relay = overlay(overlay(overlay(KEYS, FOLLOWS), given), {
        networkPolicy: { clientStacks: [...(clients as string[]), 'claude-middleware'] },
      });
      const plain = plainly(relay, middleware).flat();
      expect(byIdentity(await umbrella(major, given, middleware))).toStrictEqual(byIdentity(plain));
    },
  );

  it('lets the middleware through to the relay and to its Redis, and nobody else', async () => {
    const objects = await umbrella(major, { fullnameOverride: 'entrance' });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
    const of = (stack: string) =>
      objects.filter((object) => JSON.stringify(object).includes(`"app.kubernetes.io/part-of":"${stack}"`));
    const world = worldOf(
      { name: 'umbrella', values: new Map() },
      new Map([
        [undefined, [namespace]],
        ['claude-relay', of('claude-relay')],
        ['claude-middleware', of('claude-middleware')],
      ]),
    );
    const pod = (name: string) => world.actors.find((actor) => actor.name === name)?.end as Pod;
    const reaches = (from: string, to: string, number: number) =>
      connects({ ...world, rangesPickPods: false }, pod(from), pod(to), { protocol: 'TCP', number });
    const middleware = `${RELEASE}-claude-middleware`;
    expect(reaches(middleware, 'entrance', 3000)).toBe(true);
    expect(reaches(middleware, 'entrance-redis', 6379)).toBe(true);
    expect(reaches(middleware, 'entrance-redis', 6380)).toBe(false);
    expect(reaches('entrance-redis', middleware, 6379)).toBe(false);
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    [
      'a relay that is switched off',
      { enabled: false },
      {},
      'claude-middleware.relay.host is empty, but claude-relay.enabled is false; set claude-middleware.relay.host',
    ],
    [
      'a relay that rejects it',
      { image: { tag: 'v1.1.314' } },
      {},
      'claude-relay.image.repository is ghcr.io/wei-shaw/claude-relay-service, which rejects every request',
    ],
  ])('rejects %s', async (_, relay, middleware, sentence) => {
    await expect(umbrella(major, relay, middleware)).rejects.toThrow(sentence);
  });

  it('leaves a middleware alone that names another relay', async () => {
    const elsewhere = { relay: { host: 'relay.example.com' }, redis: { host: 'redis.example.com' } };
    const objects = byIdentity(await umbrella(major, { enabled: false }, elsewhere));
    expect(JSON.stringify(objects)).toContain('"http://relay.example.com:3001"');
    const both = byIdentity(await umbrella(major, {}, elsewhere));
    expect(both).toMatchObject(objects);
    // The relay is the one that it is without a middleware.
    expect(JSON.stringify(both)).toContain('ghcr.io/wei-shaw/claude-relay-service:');
  });
});

it('is done before any template of the charts, which are not as deep in the tree of files', () => {
  const depth = (file: string) => file.split('/').length;
  const prefix = `charts/${umbrellaChart.name}/`;
  const templates = written.filter((file) => file.startsWith(prefix) && file.includes('/templates/'));
  const others = templates.filter((file) => file !== `${prefix}${WIRING_TEMPLATE}`);
  expect(others.length).toBe(templates.length - 1);
  expect(Math.max(...others.map(depth))).toBeLessThan(depth(`${prefix}${WIRING_TEMPLATE}`));
});
