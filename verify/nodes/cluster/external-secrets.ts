import { readdirSync } from 'node:fs';
import path from 'node:path';
import { program, sources } from '../../../tools/programs';
import type { Image } from '../images/image';
import { imageOfProgram } from '../images/parts';
import type { RealCluster } from './cluster';

const NAMESPACE = 'external-secrets';
const NAME = 'external-secrets';
const IMAGE = 'nodes.test/external-secrets:1';
const READY_SECONDS = 120;

/** What the nodes have to find. */
export function externalSecretsImages(): Readonly<Record<string, Image>> {
  return { [IMAGE]: imageOfProgram(program('external-secrets')) };
}

/** Installs the External Secrets Operator from its own definitions, and waits until it is ready. Nothing converts or validates: there is one version. */
export async function installExternalSecrets(cluster: RealCluster): Promise<void> {
  const folder = path.join(sources('external-secrets'), 'config/crds/bases');
  for (const name of readdirSync(folder).filter((file) => file.includes('external-secrets.io_')))
    await cluster.kubectl(...['apply', '--server-side', '--force-conflicts', '-f', path.join(folder, name)]);
  const metadata = { name: NAME, namespace: NAMESPACE };
  await cluster.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { ...of('ClusterRole'), metadata: { name: NAME }, rules: rules() },
    {
      ...of('ClusterRoleBinding'),
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment() },
  );
  await cluster.kubectl(
    ...['rollout', 'status', `deployment/${NAME}`, '--namespace', NAMESPACE],
    `--timeout=${READY_SECONDS}s`,
  );
}

function of(kind: string) {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind };
}

/** As in the project's chart, `templates/rbac.yaml`, where they are told apart by kinds that no stack has. */
function rules() {
  const all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
  return [
    { apiGroups: ['external-secrets.io', 'generators.external-secrets.io'], resources: ['*'], verbs: all },
    {
      apiGroups: [''],
      resources: ['serviceaccounts', 'namespaces', 'configmaps'],
      verbs: ['get', 'list', 'watch'],
    },
    {
      apiGroups: [''],
      resources: ['secrets'],
      verbs: ['get', 'list', 'watch', 'create', 'update', 'delete', 'patch'],
    },
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
    { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  ];
}

function deployment() {
  const labels = { 'app.kubernetes.io/name': NAME };
  return {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: NAME,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: 'controller',
            image: IMAGE,
            resources: { requests: { cpu: '20m', memory: '64Mi' } },
          },
        ],
      },
    },
  };
}
