import { addIngress } from '../lib/kubernetes/ingress';
import { App } from 'cdk8s';
import { environment, type Environment } from '../lib/app/environments/environment';
import { manifestsOf } from '../lib/app/output/dist';
import { Release } from '../lib/engine/release/release';
import type { Expr } from '../lib/engine/template/expression';
import { and, equal, not } from '../lib/engine/template/operators';
import { Resource } from '../lib/engine/template/resource';
import { OnlyIf } from '../lib/engine/template/scopes';
import type { StackTemplate } from '../lib/engine/template/stack-template';
import { choose, commented, each, eachEntry, ifSet, when } from '../lib/engine/template/tree';
import type { JsonObject } from '../lib/engine/values/declaration';
import { entry, list, mapOf } from '../lib/engine/values/collections';
import { port } from '../lib/engine/values/numbers';
import { oneOf, string } from '../lib/engine/values/scalars';
import { labels } from '../lib/engine/values/string-maps';
import * as k8s from '../lib/kubernetes/k8s';
import { claimSpec } from '../lib/kubernetes/volume';
import { ClaudeRelay } from '../lib/stacks/claude-relay/stack';
import { SmallStack } from './engine/small-stack';

// What must not compile: `tsc`, which `npm run lint` calls, fails when one of the marked lines is no longer an error. And what
// a program that looks away from the compiler's errors still gets: a sentence, before anything is written.

function synthesizing(description: Environment): () => unknown {
  return () => manifestsOf({ name: 'test', ...description });
}

describe('a mistake in an environment neither compiles nor is synthesized', () => {
  it('a value that is misspelt', () => {
    // @ts-expect-error -- it is replicaCount
    const top = environment({ namespace: 'n', stacks: { 'claude-relay': { replicaCont: 2 } } });
    expect(synthesizing(top)).toThrow(
      'environments/test.ts: claude-relay: replicaCont is not a known value. Did you mean replicaCount?',
    );
    environment({
      namespace: 'n',
      stacks: {},
      // @ts-expect-error -- it is replicaCount in a cluster too
      clusters: { eu: { stacks: { 'claude-relay': { replicaCont: 2 } } } },
    });
    // @ts-expect-error -- there is no such stack
    environment({ namespace: 'n', stacks: {}, clusters: { eu: { without: ['claude-rely'] } } });
    // @ts-expect-error -- it is service.port
    const inner = environment({ namespace: 'n', stacks: { 'claude-relay': { service: { prot: 80 } } } });
    expect(synthesizing(inner)).toThrow(
      'environments/test.ts: claude-relay: service.prot is not a known value. Did you mean service.port?',
    );
  });

  it('a value of the wrong type', () => {
    // @ts-expect-error -- it is a number
    const text = environment({ namespace: 'n', stacks: { 'claude-relay': { replicaCount: '2' } } });
    expect(synthesizing(text)).toThrow(
      'environments/test.ts: claude-relay: replicaCount is "2"; it must be an integer from 0 to 1000: leave out the quotes.',
    );
    const word = environment({
      namespace: 'n',
      stacks: {
        'claude-relay': {
          // @ts-expect-error -- there is no such level
          config: { logLevel: 'loud' },
        },
      },
    });
    expect(synthesizing(word)).toThrow(
      'environments/test.ts: claude-relay: config.logLevel is "loud"; it must be one of error, warn, info',
    );
  });

  it('a secret', () => {
    const secret = environment({
      namespace: 'n',
      stacks: {
        'claude-relay': {
          // @ts-expect-error -- existingSecret names a Secret instead
          config: { jwtSecret: 'x' },
        },
      },
    });
    expect(synthesizing(secret)).toThrow(
      'environments/test.ts: claude-relay: config.jwtSecret is a secret and must not stand in an environment',
    );
  });

  it('a stack that there is not', () => {
    // @ts-expect-error -- it is claude-relay
    const unknown = environment({ namespace: 'n', stacks: { 'claude-rely': {} } });
    expect(synthesizing(unknown)).toThrow(
      'environments/test.ts: claude-rely is not a known stack. Did you mean claude-relay?',
    );
  });
});

it('a reference to a value that is not declared does not compile and is nothing', () => {
  const { values } = new ClaudeRelay();
  // @ts-expect-error -- it is service.port
  const port: unknown = values.service.prot;
  expect(port).toBeUndefined();
});

describe('a mistake in a stack does not compile', () => {
  const stack = new SmallStack();
  const { on, replicas, type, name } = stack.values;
  const required = { selector: {}, template: {} };
  const keys = { key: /^a$/, expects: 'a', samples: ['a'] };

  it('a comparison with a word that a value cannot be', () => {
    // @ts-expect-error -- it is ClusterIP
    const wrong = equal(type, 'ClusterIp');
    expect(and(wrong, equal(type, 'NodePort'), equal(name, 'any'), equal(on, true))).toBeDefined();
  });

  it('a default that is none of the words', () => {
    // @ts-expect-error -- it is a or b
    const wrong = oneOf('z', 'A word.', ['a', 'b']);
    expect(wrong.default).toBe('z');
  });

  it('a default that an item of a list or an entry of a map cannot be', () => {
    // @ts-expect-error -- items are strings
    const items = list([1], 'Names.', string('', 'A name.'));
    const service = entry('A service.', { port: port(80, 'Port.') });
    // @ts-expect-error -- it is port
    const key = mapOf({ a: { prot: 80 } }, 'Services.', service, keys);
    // @ts-expect-error -- a port is a number
    const word = list([{ port: '80' }], 'Services.', service);
    // @ts-expect-error -- labels are strings
    const label = labels({ tier: 1 }, 'Labels.');
    expect([items, key, word, label].map((wrong) => wrong.presence)).toEqual(Array(4).fill('defaulted'));
  });

  it('an access mode that there is not', () => {
    const size = name;
    // @ts-expect-error -- it is ReadWriteMany
    expect(claimSpec({ accessMode: 'ReadWriteMAny', size, storageClass: name })).toBeDefined();
  });

  it('a decision whose side may not stand there', () => {
    Resource.of(stack, 'number', {
      of: k8s.KubeDeployment,
      // @ts-expect-error -- replicas is a number
      manifest: { spec: { ...required, replicas: when(on, 'soon') } },
    });
    Resource.of(stack, 'boolean', {
      of: k8s.KubeDeployment,
      // @ts-expect-error -- paused is a boolean
      manifest: { spec: { ...required, paused: choose(on, choose(name, 'x', true), true) } },
    });
    Resource.of(stack, 'string', {
      of: k8s.KubeDeployment,
      // @ts-expect-error -- type is a string
      manifest: { spec: { ...required, strategy: { type: ifSet(replicas) } } },
    });
    Resource.of(stack, 'commented', {
      of: k8s.KubeDeployment,
      // @ts-expect-error -- replicas is a number
      manifest: { spec: { ...required, replicas: commented('Why.', when(on, 'soon')) } },
    });
    const right = commented('Why.', when(on, choose(name, replicas, commented('Two.', 2))));
    const deployment = Resource.of(stack, 'right', {
      of: k8s.KubeDeployment,
      manifest: { spec: { ...required, replicas: right } },
    });
    expect(deployment.manifest['spec']).toMatchObject({ replicas: right });
  });

  it('a decision between maps of which one has a key that there is not', () => {
    const wrong = (): unknown =>
      Resource.of(stack, 'key', {
        of: k8s.KubeDeployment,
        // @ts-expect-error -- it is type
        manifest: {
          spec: { ...required, strategy: choose(on, { typ: 'Recreate' }, { type: 'RollingUpdate' }) },
        },
      });
    expect(wrong).toThrow(
      'small: Deployment key, spec.strategy.typ: It is not a property that cdk8s knows there.',
    );
  });

  it('a container without a name', () => {
    Resource.of(stack, 'unnamed', {
      of: k8s.KubePod,
      // @ts-expect-error -- name is required
      manifest: { spec: { containers: [{ image: 'x' }] } },
    });
    Resource.of(stack, 'unnamed-at-times', {
      of: k8s.KubePod,
      // @ts-expect-error -- name is required
      manifest: { spec: { containers: [when(on, { image: 'x' })] } },
    });
    expect(stack.resources.length).toBeGreaterThan(1);
  });

  it('a key that an entry of a map or an item of a list does not have', () => {
    const ports = each(stack.values.names, 'one', (one) => one);
    const entries = eachEntry(stack.values.services, { key: 'key', entry: 'service' }, (_, service) => {
      // @ts-expect-error -- it is port
      const wrong: unknown = service.prot;
      // @ts-expect-error -- it is probe.path
      const inner: unknown = service.probe.paht;
      expect([wrong, inner]).toEqual([undefined, undefined]);
      return { path: service.probe.path, port: service.port };
    });
    expect([ports.variables.item.name, entries.variables.item.name]).toEqual(['one', 'service']);
  });

  it('a question that is asked when the stack is built, instead of when it is rendered', () => {
    // eslint-disable-next-line @typescript-eslint/strict-boolean-expressions -- the rule finds it: it is not(on)
    expect(!on).toBe(false);
    // eslint-disable-next-line @typescript-eslint/strict-boolean-expressions, @typescript-eslint/no-unnecessary-condition -- it is choose(on, 1, 2)
    expect(on ? 1 : 2).toBe(1);
    // eslint-disable-next-line @typescript-eslint/strict-boolean-expressions, @typescript-eslint/no-unnecessary-condition -- it is and(on, name)
    expect(on && name).toBe(name);
    expect(not(on)).toBeDefined();
    // What may not be given at all may be asked for.
    const given = (value?: Expr<boolean>) => (value ? 'yes' : 'no');
    expect([given(), given(on)]).toEqual(['no', 'yes']);
  });
});

describe('the values of a release', () => {
  const app = new App();
  const release = (values: JsonObject) => (): unknown =>
    new Release(new App(), 'relay', {
      stack: new ClaudeRelay(),
      name: 'claude-relay',
      namespace: 'ai',
      values: [{ name: 'app', values }],
    });

  it('are typed by its stack, as README.md has them', () => {
    const relay = new Release(app, 'relay', {
      stack: new ClaudeRelay(),
      name: 'claude-relay',
      namespace: 'ai',
      values: [{ name: 'app', values: { config: { existingSecret: 'claude-relay-keys' } } }],
    });
    expect(relay.objects.length).toBeGreaterThan(1);
  });

  it('may take a default away and hold a secret', () => {
    const relay = new Release(app, 'secret', {
      stack: new ClaudeRelay(),
      name: 'other',
      namespace: 'ai',
      values: [
        {
          name: 'app',
          values: {
            config: { jwtSecret: 'j'.repeat(32), encryptionKey: 'e'.repeat(32) },
            resources: { limits: { cpu: null } },
          },
        },
      ],
    });
    expect(relay.objects.length).toBeGreaterThan(1);
  });

  it('may be read from a file, and are checked then', () => {
    const read = JSON.parse('{ "config": { "existingSecret": "k" }, "replicaCount": "two" }') as JsonObject;
    expect(release(read)).toThrow('app: replicaCount is "two"; it must be an integer from 0 to 1000.');
  });

  it('do not compile with a key that is misspelt or a value of the wrong type', () => {
    const wrong = (): unknown =>
      new Release(app, 'wrong', {
        stack: new ClaudeRelay(),
        name: 'claude-relay',
        namespace: 'ai',
        values: [
          {
            name: 'app',
            values: {
              // @ts-expect-error -- it is existingSecret
              config: { existingSecrt: 'k' },
              // @ts-expect-error -- it is a number
              replicaCount: 'two',
            },
          },
        ],
      });
    expect(wrong).toThrow(
      'app: config.existingSecrt is not a known value. Did you mean config.existingSecret?',
    );
  });
});

it('a stack is a template of a stack, without a word to the compiler', () => {
  const templates: readonly StackTemplate[] = [new ClaudeRelay(), new SmallStack()];
  expect(templates.map(({ chart }) => chart.name)).toEqual(['claude-relay', 'small']);
});

it('an Ingress that leads to no Service does not compile', () => {
  const relay = new ClaudeRelay();
  const scope = new OnlyIf(relay, 'wrong', relay.values.ingress.enabled);
  const wrong = (): void =>
    // @ts-expect-error -- which Service, and with which annotations
    addIngress(scope, relay.main, relay.values.ingress, {});
  expect(wrong).toThrow(TypeError);
});
