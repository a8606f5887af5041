import {
  and,
  appVersion,
  checksum,
  type Expr,
  ifSet,
  lines,
  not,
  OnlyIf,
  orElse,
  releaseName,
  releaseNamespace,
  Resource,
  type Templated,
  text,
  TypedStackTemplate,
  when,
} from 'ai-gateway-stacks/engine';
import { k8s } from 'ai-gateway-stacks/kubernetes';
import { values } from './values';

const PORT = 8080;
const DATABASE_PORT = 5432;
const DATABASE = 'miniflux';
/** The user `postgres` of the Alpine image. */
const DATABASE_USER = 70;

/** What the profile "restricted" of Pod Security asks of a container. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** A web application and its database, which nothing but the application reaches. */
export class FeedReader extends TypedStackTemplate<(typeof values)['shape']['fields']> {
  readonly notes = lines(
    text`${releaseName} is at http://${releaseName}.${releaseNamespace}:${PORT}`,
    when(this.values.ingress.enabled, text`and at ${this.values.ingress.host}`),
  );

  private readonly databaseName = text`${releaseName}-postgres`;
  private readonly web = this.labels('web');
  private readonly database = this.labels('database');

  constructor() {
    super(
      { name: 'feed-reader', version: '0.1.0', appVersion: '2.2.13', description: 'Miniflux and PostgreSQL' },
      values,
    );
    const { password, existingSecret } = this.values.database;
    this.addValidation(
      'database.password',
      'is required; set it, or name a Secret in database.existingSecret.',
      and(not(password), not(existingSecret)),
    );
    const secretName = orElse(existingSecret, this.databaseName);
    const own = new OnlyIf(this, 'password', not(existingSecret));
    const created = Resource.of(own, 'secret', {
      of: k8s.KubeSecret,
      manifest: { metadata: this.metadata(this.databaseName, this.database), stringData: { password } },
    });

    this.addDatabase(secretName);
    this.addReader(secretName, checksum(created.field('stringData')));
    this.addIngress();
    this.addNetworkPolicy();
  }

  private labels(component: string) {
    return {
      'app.kubernetes.io/name': 'feed-reader',
      'app.kubernetes.io/instance': releaseName,
      'app.kubernetes.io/component': component,
    };
  }

  private metadata(name: Expr<string>, labels: Templated<Record<string, string>>) {
    return { name, namespace: releaseNamespace, labels };
  }

  private addDatabase(secretName: Expr<string>): void {
    const labels = this.database;
    const metadata = this.metadata(this.databaseName, labels);
    const ports = [{ name: 'postgres', port: DATABASE_PORT }];
    Resource.of(this, 'database-service', {
      of: k8s.KubeService,
      manifest: { metadata, spec: { clusterIp: 'None', selector: labels, ports } },
    });
    Resource.of(this, 'database', {
      of: k8s.KubeStatefulSet,
      manifest: {
        metadata,
        spec: {
          serviceName: this.databaseName,
          replicas: 1,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              automountServiceAccountToken: false,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: DATABASE_USER,
                runAsGroup: DATABASE_USER,
                fsGroup: DATABASE_USER,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  name: 'postgres',
                  image: 'docker.io/library/postgres:17.6-alpine',
                  securityContext: RESTRICTED,
                  env: [
                    { name: 'POSTGRES_USER', value: DATABASE },
                    { name: 'POSTGRES_DB', value: DATABASE },
                    {
                      name: 'POSTGRES_PASSWORD',
                      valueFrom: { secretKeyRef: { name: secretName, key: 'password' } },
                    },
                    // The root of a volume may hold lost+found, in which PostgreSQL makes no database.
                    { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
                  ],
                  ports: [{ name: 'postgres', containerPort: DATABASE_PORT }],
                  readinessProbe: { exec: { command: ['pg_isready', '--username', DATABASE] } },
                  volumeMounts: [
                    { name: 'data', mountPath: '/var/lib/postgresql/data' },
                    { name: 'run', mountPath: '/var/run/postgresql' },
                    { name: 'tmp', mountPath: '/tmp' },
                  ],
                },
              ],
              volumes: ['run', 'tmp'].map((name) => ({ name, emptyDir: {} })),
            },
          },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: this.values.database.size as Expr<string> } },
              },
            },
          ],
        },
      },
    });
  }

  private addReader(secretName: Expr<string>, secretChecksum: Expr<string>): void {
    const labels = this.web;
    const { existingSecret } = this.values.database;
    const metadata = this.metadata(releaseName, labels);
    const probe = { httpGet: { path: '/healthcheck', port: k8s.IntOrString.fromString('http') } };
    Resource.of(this, 'service', {
      of: k8s.KubeService,
      manifest: {
        metadata,
        spec: {
          selector: labels,
          ports: [{ name: 'http', port: PORT, targetPort: k8s.IntOrString.fromString('http') }],
        },
      },
    });
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata,
        spec: {
          replicas: this.values.replicaCount,
          selector: { matchLabels: labels },
          template: {
            metadata: {
              labels,
              // A pod reads its environment once: another password takes new pods.
              annotations: when(not(existingSecret), { 'checksum/secret': secretChecksum }),
            },
            spec: {
              automountServiceAccountToken: false,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 65534,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  name: 'miniflux',
                  image: text`docker.io/miniflux/miniflux:${orElse(this.values.image.tag, appVersion)}`,
                  securityContext: RESTRICTED,
                  env: [
                    // The password is not part of it, so it may have any characters.
                    {
                      name: 'DATABASE_URL',
                      value: text`host=${this.databaseName} user=${DATABASE} dbname=${DATABASE} sslmode=disable`,
                    },
                    {
                      name: 'PGPASSWORD',
                      valueFrom: { secretKeyRef: { name: secretName, key: 'password' } },
                    },
                    { name: 'RUN_MIGRATIONS', value: '1' },
                  ],
                  ports: [{ name: 'http', containerPort: PORT }],
                  readinessProbe: probe,
                  livenessProbe: { ...probe, initialDelaySeconds: 30 },
                },
              ],
            },
          },
        },
      },
    });
  }

  private addIngress(): void {
    const { enabled, className, host, tlsSecret } = this.values.ingress;
    const backend = { service: { name: releaseName, port: { name: 'http' } } };
    const scope = new OnlyIf(this, 'ingress-if', enabled);
    Resource.of(scope, 'ingress', {
      of: k8s.KubeIngress,
      manifest: {
        metadata: this.metadata(releaseName, this.web),
        spec: {
          ingressClassName: ifSet(className),
          tls: when(tlsSecret, [{ hosts: [host], secretName: tlsSecret }]),
          rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        },
      },
    });
  }

  private addNetworkPolicy(): void {
    const ports = [{ port: k8s.IntOrString.fromNumber(DATABASE_PORT), protocol: 'TCP' }];
    Resource.of(this, 'database-policy', {
      of: k8s.KubeNetworkPolicy,
      manifest: {
        metadata: this.metadata(this.databaseName, this.database),
        spec: {
          podSelector: { matchLabels: this.database },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{ from: [{ podSelector: { matchLabels: this.web } }], ports }],
        },
      },
    });
  }
}
