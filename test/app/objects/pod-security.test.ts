import { podSecurityOf } from '../../../lib/app/objects/pod-security';
import type { JsonObject } from '../../../lib/engine/values/declaration';

const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod that meets `restricted`, but for what is given. */
function pod(spec: JsonObject = {}, container: JsonObject = {}): JsonObject {
  return {
    securityContext: POD,
    ...spec,
    containers: [{ name: 'main', securityContext: CONFINED, ...container }],
  };
}

function deployment(spec: JsonObject): JsonObject {
  return { kind: 'Deployment', spec: { template: { spec } } };
}

it.each<[string, JsonObject]>([
  ['nothing is said against it', pod()],
  [
    'a container says what the pod does not',
    pod({ securityContext: {} }, { securityContext: { ...CONFINED, ...POD } }),
  ],
  [
    'it binds a low port',
    pod({}, { securityContext: { ...CONFINED, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }),
  ],
  [
    'its volumes are of the cluster',
    pod({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', secret: {} },
      ],
    }),
  ],
])('is restricted where %s', (_, spec) => {
  expect(podSecurityOf([deployment(spec)])).toBe('restricted');
});

it.each<[string, JsonObject]>([
  ['it may be root', pod({ securityContext: { ...POD, runAsNonRoot: false } })],
  ['it is root by number', pod({ securityContext: { ...POD, runAsUser: 0 } })],
  ['a container is root', pod({}, { securityContext: { ...CONFINED, runAsUser: 0 } })],
  ['it has no seccomp profile', pod({ securityContext: { runAsNonRoot: true } })],
  ['it keeps its capabilities', pod({}, { securityContext: { allowPrivilegeEscalation: false } })],
  ['it may get more rights', pod({}, { securityContext: { capabilities: { drop: ['ALL'] } } })],
  [
    'it adds a capability',
    pod({}, { securityContext: { ...CONFINED, capabilities: { drop: ['ALL'], add: ['CHOWN'] } } }),
  ],
  ['a volume is of NFS', pod({ volumes: [{ name: 'a', nfs: {} }] })],
  ['an init container is not confined', pod({ initContainers: [{ name: 'first' }] })],
])('is baseline where %s', (_, spec) => {
  expect(podSecurityOf([deployment(spec)])).toBe('baseline');
});

it.each<[string, JsonObject]>([
  ['it has the network of the node', pod({ hostNetwork: true })],
  ['it has a folder of the node', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] })],
  ['a container is privileged', pod({}, { securityContext: { privileged: true } })],
  ['it adds a strong capability', pod({}, { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } })],
  ['it has a port of the node', pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] })],
  ['it has no seccomp at all', pod({ securityContext: { seccompProfile: { type: 'Unconfined' } } })],
])('is privileged where %s', (_, spec) => {
  expect(podSecurityOf([deployment(spec)])).toBe('privileged');
});

it('is that of the least confined pod, in whatever makes it', () => {
  const wide = pod({ hostNetwork: true });
  for (const object of [
    { kind: 'Pod', spec: wide },
    { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: wide } } } } },
  ]) {
    expect(podSecurityOf([deployment(pod()), object])).toBe('privileged');
  }
});

it('is restricted where there is no pod', () => {
  expect(podSecurityOf([{ kind: 'Service', spec: { ports: [] } }])).toBe('restricted');
});
