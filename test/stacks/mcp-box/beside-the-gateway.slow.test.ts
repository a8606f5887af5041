import { parse } from 'yaml';
import { PLATFORM_EXAMPLE } from './example';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { named, objectsOf, objectsOfAll, ofKind } from './rendering';

const POD = 'spec.template.spec';

/** The kinds and names of what one rendering has more than another. */
function added(more: readonly KubernetesObject[], less: readonly KubernetesObject[]): string[] {
  const names = (objects: readonly KubernetesObject[]) =>
    objects.map((object) => `${String(object['kind'])} ${String(at(object, 'metadata.name'))}`);
  const before = names(less);
  return names(more).filter((name) => !before.includes(name));
}

describe('what the platform needs beside the gateway', () => {
  const base = { services: { market: {} } };

  it('is not there by default', () => {
    const kinds = new Set(objectsOf().map(({ kind }) => kind));
    for (const kind of ['Job', 'Role', 'RoleBinding', 'PersistentVolumeClaim'])
      expect(kinds).not.toContain(kind);
  });

  it('is, for rights, an account, a Role, a binding and a kubeconfig', async () => {
    const permitted = await objectsOfAll({ services: { market: { kubernetes: { enabled: true } } } });
    expect(added(permitted, objectsOf(base)).sort()).toEqual([
      'ConfigMap mcp-market-kubeconfig', 'Role mcp-market', 'RoleBinding mcp-market', 'ServiceAccount mcp-market',
    ]); // prettier-ignore
  });

  it('is, for more rights, the rules of the user', async () => {
    const rule = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };
    const objects = await objectsOfAll({
      services: { market: { kubernetes: { enabled: true, extraRules: [rule], apiServerPorts: [16443] } } },
    });
    expect(named('Role', 'mcp-market', objects)['rules']).toContainEqual(rule);
    expect(at(named('NetworkPolicy', 'mcp-market', objects), 'spec.egress')).toContainEqual(
      expect.objectContaining({ ports: [{ protocol: 'TCP', port: 16443 }] }),
    );
  });

  it('is made in the namespace of the platform where that is not the release’s', async () => {
    const objects = await objectsOfAll({
      global: { namespace: 'other' },
      services: { market: { kubernetes: { enabled: true } } },
    });
    expect(at(ofKind('RoleBinding', objects)[0], 'subjects[0].namespace')).toBe('other');
    expect(new Set(objects.map((object) => at(object, 'metadata.namespace')))).toEqual(new Set(['other']));
  });

  it('is, for a claim of the user, no other claim', async () => {
    const objects = await objectsOfAll({
      sharedStorage: { enabled: true, existingClaim: 'mine', accessMode: 'ReadWriteOnce' },
      services: { market: { sharedStorage: true } },
    });
    expect(ofKind('PersistentVolumeClaim', objects)).toEqual([]);
    const deployment = named('Deployment', 'mcp-market', objects);
    expect(at(deployment, `${POD}.volumes`)).toContainEqual({
      name: 'shared',
      persistentVolumeClaim: { claimName: 'mine' },
    });
    // One pod has the volume, so the old one goes first.
    expect(at(deployment, 'spec.strategy')).toEqual({ type: 'Recreate' });
    expect(at(named('Deployment', 'mcp-gateway', objects), 'spec.strategy.type')).toBe('RollingUpdate');
  });

  it('pulls the images of everything with the Secrets of the user', async () => {
    const objects = await objectsOfAll(parse(PLATFORM_EXAMPLE) as JsonObject, {
      imagePullSecrets: [{ name: 'registry' }],
      monitoring: { enabled: true, prometheus: { enabled: true } },
    });
    const pods = ['Deployment', 'StatefulSet', 'Job', 'Pod'].flatMap((kind) => ofKind(kind, objects));
    expect(pods.length).toBeGreaterThan(10);
    for (const pod of pods) {
      const spec = pod['kind'] === 'Pod' ? 'spec' : POD;
      expect(at(pod, `${spec}.imagePullSecrets`)).toEqual([{ name: 'registry' }]);
    }
  });
});
