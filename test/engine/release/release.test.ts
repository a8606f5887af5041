import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { at } from '../../../lib/engine/release/objects';
import { objectsOf, Release, type ReleaseProps } from '../../../lib/engine/release/release';
import { ClaudeMiddleware } from '../../../lib/stacks/claude-middleware/stack';
import { ClaudeRelay } from '../../../lib/stacks/claude-relay/stack';
import { HelmProxy } from '../../../lib/stacks/helm-proxy/stack';
import { McpBox } from '../../../lib/stacks/mcp-box/stack';
import type { StackTemplate } from '../../../lib/engine/template/stack-template';
import type { JsonObject } from '../../../lib/engine/values/declaration';

const RELAY = { config: { existingSecret: 'keys' } };
const BOX = { infrastructure: { mysql: { auth: { existingSecret: 'mysql' } } } };

type Given = Readonly<Record<string, readonly [StackTemplate, string, string, JsonObject]>>;

/** Synthesizes an app of one's own: for each construct its stack, and the release's name, namespace and values. */
function synthesize(releases: Given): string {
  const outdir = path.join(mkdtempSync(path.join(tmpdir(), 'app-')), 'dist');
  const app = new App({ outdir });
  for (const [id, [stack, name, namespace, values]] of Object.entries(releases)) {
    const props: ReleaseProps = { stack, name, namespace, values: [{ name: 'app', values }] };
    new Release(app, id, props);
  }
  try {
    app.synth();
  } catch (error) {
    // What is not written cannot be applied.
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
    return (error as Error).message;
  }
  expect(readdirSync(outdir)).toHaveLength(Object.keys(releases).length);
  return '';
}

const relay = () => new ClaudeRelay();
const box = () => new McpBox();

it('a release of an app is managed by cdk8s, objects that stand for a Helm release are not', () => {
  const props = { stack: relay(), name: 'relay', namespace: 'ai', values: [{ name: 'app', values: RELAY }] };
  const managers = (objects: readonly KubernetesObject[]) => [
    ...new Set(objects.map((object) => at(object, 'metadata', 'labels', 'app.kubernetes.io/managed-by'))),
  ];
  expect(managers(new Release(new App(), 'relay', props).objects)).toEqual(['cdk8s']);
  expect(managers(objectsOf(props))).toEqual(['Helm']);
});

describe('the IDs of the objects of a release', () => {
  const idsOf = (stack: StackTemplate, values: JsonObject) =>
    new Release(new App(), 'release', {
      stack,
      name: 'one',
      namespace: 'ai',
      values: [{ name: 'app', values }],
    }).node.children.map(({ node }) => node.id);
  const proxy = (targets: JsonObject) => ({ config: { helmRepos: ['a=https://a.example.com'] }, targets });

  it('are their kinds and names, with the namespace where that is another', () => {
    expect(idsOf(relay(), RELAY)).toContain('Deployment-one-claude-relay');
    expect(idsOf(new HelmProxy(), proxy({ namespaces: ['apps'] })).filter((id) => id.includes('@'))).toEqual([
      expect.stringMatching(/^Role-.*@apps$/),
      expect.stringMatching(/^RoleBinding-.*@apps$/),
    ]);
  });

  it('stay when objects are added before them', () => {
    const [few, more] = [
      idsOf(relay(), RELAY),
      idsOf(relay(), {
        ...RELAY,
        ingress: { enabled: true },
        serviceAccount: { create: true },
      }),
    ];
    expect(more.length).toBeGreaterThan(few.length);
    expect(more).toEqual(expect.arrayContaining(few));
    // Not only at the end.
    expect(more.slice(0, few.length)).not.toEqual(few);
  });
});

describe('two releases of an app', () => {
  it('must not make the same objects, as two of mcp-box in a namespace do', () => {
    expect(synthesize({ one: [box(), 'a', 'ai', BOX], two: [box(), 'b', 'ai', BOX] })).toMatch(
      /^Validation failed with the following errors:\n {2}\[one\] one \(infrastructure\.mysql\.service\.name.*\) and two \(.*\) both make StatefulSet ai\/mcp-mysql, .* and NetworkPolicy ai\/mcp-gateway; give what one of them makes another name\.$/m,
    );
  });

  it('must not have one name', () => {
    expect(synthesize({ one: [relay(), 'same', 'ai', RELAY], two: [relay(), 'same', 'ai', RELAY] })).toMatch(
      /\[one\] one and two both make .*Deployment ai\/same-claude-relay, .*; give what one of them makes another name\.$/,
    );
  });

  it('must not select each other’s pods, as two of one name do whose objects are named otherwise', () => {
    const other = { ...RELAY, fullnameOverride: 'other' };
    expect(synthesize({ one: [relay(), 'same', 'ai', RELAY], two: [relay(), 'same', 'ai', other] })).toBe(
      'Validation failed with the following errors:\n  [one] one and two have the same labels: StatefulSet ' +
        'ai/same-claude-relay-redis would select the pods of StatefulSet ai/other-redis; give one of the releases another name ' +
        'or namespace.',
    );
  });

  it('may be of one stack with different names, or with one name in two namespaces', () => {
    expect(
      synthesize({
        one: [relay(), 'a', 'ai', RELAY],
        two: [relay(), 'b', 'ai', RELAY],
        three: [relay(), 'a', 'other', RELAY],
        four: [box(), 'box', 'ai', BOX],
        five: [
          new ClaudeMiddleware(),
          'm',
          'ai',
          { relay: { host: 'a-claude-relay' }, redis: { host: 'a-claude-relay-redis' } },
        ],
      }),
    ).toBe('');
  });

  it('are all named where several are in each other’s way', () => {
    const message = synthesize({
      one: [relay(), 'same', 'ai', RELAY],
      two: [relay(), 'same', 'ai', RELAY],
      three: [relay(), 'same', 'ai', RELAY],
    });
    expect(message.match(/\w+ and \w+(?= both make)/g)).toEqual([
      'one and two',
      'one and three',
      'two and three',
    ]);
  });
});
