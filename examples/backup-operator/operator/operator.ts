import {
  appVersion,
  choose,
  type Expr,
  ForEachItem,
  joined,
  lines,
  not,
  OnlyIf,
  orElse,
  releaseName,
  releaseNamespace,
  Resource,
  text,
  TypedStackTemplate,
  when,
} from 'ai-gateway-stacks/engine';
import { k8s } from 'ai-gateway-stacks/kubernetes';
import { KubeBackup } from '../backup';
import { values } from './values';

const RBAC = 'rbac.authorization.k8s.io';
const [GROUP = '', VERSION = ''] = KubeBackup.GVK.apiVersion.split('/');

const LABELS = { 'app.kubernetes.io/name': 'backup-operator', 'app.kubernetes.io/instance': releaseName };

/** What the operator does with each kind, wherever it may. */
const RULES = [
  { apiGroups: [GROUP], resources: ['backups'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [GROUP], resources: ['backups/status'], verbs: ['update', 'patch'] },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'list', 'watch', 'create', 'delete'] },
];

/** The definition of a kind, and an operator with the rights that it needs: in the whole cluster or in some namespaces. */
export class BackupOperator extends TypedStackTemplate<(typeof values)['shape']['fields']> {
  readonly notes = lines(
    text`${releaseName} backs up the claims of Backup objects`,
    choose(
      this.values.watchNamespaces,
      text`in ${joined(this.values.watchNamespaces, ', ')}.`,
      'in all namespaces.',
    ),
  );

  constructor() {
    super(
      { name: 'backup-operator', version: '0.1.0', appVersion: '0.3.0', description: 'Backups of volumes' },
      values,
    );
    this.addDefinition();
    Resource.of(this, 'service-account', {
      of: k8s.KubeServiceAccount,
      manifest: { metadata: this.metadata(releaseName) },
    });
    this.addRights();
    this.addDeployment();
  }

  private metadata(name: Expr<string>) {
    return { name, namespace: releaseNamespace, labels: LABELS };
  }

  private addDefinition(): void {
    const text = { type: 'string' };
    const spec = {
      type: 'object',
      required: ['claim', 'schedule'],
      properties: { claim: text, schedule: text, keep: { type: 'integer', minimum: 1, default: 7 } },
    };
    const scope = new OnlyIf(this, 'crds', this.values.crds.install);
    Resource.of(scope, 'definition', {
      of: k8s.KubeCustomResourceDefinition,
      manifest: {
        metadata: {
          name: `backups.${GROUP}`,
          labels: LABELS,
          // Without the definition there are no backups any more: it outlives the release.
          annotations: { 'helm.sh/resource-policy': 'keep' },
        },
        spec: {
          group: GROUP,
          scope: 'Namespaced',
          names: { kind: KubeBackup.GVK.kind, listKind: 'BackupList', plural: 'backups', singular: 'backup' },
          versions: [
            {
              name: VERSION,
              served: true,
              storage: true,
              subresources: { status: {} },
              schema: {
                openApiv3Schema: { type: 'object', properties: { spec, status: { type: 'object' } } },
              },
            },
          ],
        },
      },
    });
  }

  private addRights(): void {
    const { watchNamespaces } = this.values;
    const subjects = [{ kind: 'ServiceAccount', name: releaseName, namespace: releaseNamespace }];

    const everywhere = new OnlyIf(this, 'everywhere', not(watchNamespaces));
    const clusterRole = text`${releaseNamespace}-${releaseName}`;
    Resource.of(everywhere, 'cluster-role', {
      of: k8s.KubeClusterRole,
      manifest: { metadata: { name: clusterRole, labels: LABELS }, rules: RULES },
    });
    Resource.of(everywhere, 'cluster-role-binding', {
      of: k8s.KubeClusterRoleBinding,
      manifest: {
        metadata: { name: clusterRole, labels: LABELS },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole },
        subjects,
      },
    });

    const somewhere = new ForEachItem(this, 'namespace', watchNamespaces, 'namespace');
    const metadata = { name: releaseName, namespace: somewhere.item, labels: LABELS };
    Resource.of(somewhere, 'role', { of: k8s.KubeRole, manifest: { metadata, rules: RULES } });
    Resource.of(somewhere, 'role-binding', {
      of: k8s.KubeRoleBinding,
      manifest: { metadata, roleRef: { apiGroup: RBAC, kind: 'Role', name: releaseName }, subjects },
    });

    // Which of the replicas leads is written down in a lease.
    const leader = this.metadata(text`${releaseName}-leader`);
    const verbs = ['get', 'create', 'update'];
    Resource.of(this, 'leader-role', {
      of: k8s.KubeRole,
      manifest: {
        metadata: leader,
        rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs }],
      },
    });
    Resource.of(this, 'leader-role-binding', {
      of: k8s.KubeRoleBinding,
      manifest: { metadata: leader, roleRef: { apiGroup: RBAC, kind: 'Role', name: leader.name }, subjects },
    });
  }

  private addDeployment(): void {
    const { image, replicaCount, watchNamespaces } = this.values;
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: this.metadata(releaseName),
        spec: {
          replicas: replicaCount,
          selector: { matchLabels: LABELS },
          template: {
            metadata: { labels: LABELS },
            spec: {
              serviceAccountName: releaseName,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 65532,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  name: 'operator',
                  image: text`${image.repository}:${orElse(image.tag, appVersion)}`,
                  args: ['--leader-elect'],
                  env: when(watchNamespaces, [
                    { name: 'WATCH_NAMESPACES', value: joined(watchNamespaces, ',') },
                  ]),
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ['ALL'] },
                  },
                },
              ],
            },
          },
        },
      },
    });
  }
}
