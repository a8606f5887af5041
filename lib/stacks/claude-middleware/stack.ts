import { refuseWrongPods } from '../../kubernetes/pod-refusals';
import { autoscale } from '../../kubernetes/autoscaler';
import { budgetDisruption } from '../../kubernetes/pod-disruption-budget';
import { exposeViaIngress, exposeViaService, HTTP } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { restrictNetwork } from '../../kubernetes/network-policy';
import { scheduling } from '../../kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { runAs } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { streamingAnnotations } from '../../kubernetes/streaming';
import type { Expr } from '../../engine/template/expression';
import {
  asText,
  checksum,
  greaterThan,
  not,
  or,
  sum,
  text,
  type Condition,
} from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { choose, eachEntry, merged, when, type Lines } from '../../engine/template/tree';
import { middlewareChart } from './chart';
import { addConnectionTest } from './test';
import { clients, targets } from './network';
import { keepCredentials } from './secret';
import { middlewareNotes } from './notes';
import { copiedProgram } from './program';
import { refuseWrong } from './validation';
import { middlewareImage, middlewareSettings, type Settings } from './env';
import { SMALL, USER } from './pods';
import { tunnelOf } from './tunnel';
import { middlewareValues } from './values';

/** The Claude middleware: a Go proxy that picks an account of the relay for each request and hands the request on. */
export class ClaudeMiddleware extends Stack<(typeof middlewareValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  /** The settings that are no secret, as environment variables. */
  private readonly settings: Settings;
  /** The image, and when it is pulled. */
  private readonly software: ReturnType<typeof middlewareImage>;
  /** Whether more than one pod may run. */
  private readonly several: Condition;
  /** Where the relay is. */
  private readonly targetUrl: Expr<string>;

  constructor() {
    super(middlewareChart, middlewareValues, { selectedByApp: true });
    const { values } = this;
    const { autoscaling, ingress, relay, replicaCount, service } = values;
    this.several = this.namedCondition(
      'several',
      'Whether more than one pod may run.',
      or(autoscaling.enabled, greaterThan(replicaCount, 1)),
    );
    this.targetUrl = this.namedText(
      'targetUrl',
      'Where the relay is.',
      choose(relay.tls, text`https://${relay.host}:${relay.port}`, text`http://${relay.host}:${relay.port}`),
    );
    this.settings = middlewareSettings(values, this.targetUrl);
    this.software = middlewareImage(this, values);
    refuseWrong(this, values);
    refuseWrongPods(this, values);

    const credentials = keepCredentials(this, values);
    const account = runAs(this, this.main, values.serviceAccount);
    this.deploy(credentials, account);
    exposeViaService(this, this.main, service, SERVICE);
    this.exposeViaLoadBalancer();
    const annotations = streamingAnnotations(values.streaming, ingress);
    const endings = { ingress: '-ingress', service: SERVICE };
    exposeViaIngress(this, this.main, ingress, service.port, annotations, endings);
    autoscale(this, this.main, autoscaling);
    budgetDisruption(this, this.main, values.podDisruptionBudget, this.several);
    this.connect();
    addConnectionTest(this, values, this.software, [
      text`http://${this.main.metadata(SERVICE).name}:${service.port}`,
      this.targetUrl,
    ]);
    this.notes = middlewareNotes(values, this.fullname, this.targetUrl);
  }

  private deploy(credentials: ReturnType<typeof keepCredentials>, account: Expr<string>): void {
    const { autoscaling, auth, config, redis, streaming } = this.values;
    const program = copiedProgram(this.values.program, this.software);
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: this.main.metadata(),
        spec: {
          replicas: when(not(autoscaling.enabled), this.values.replicaCount),
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: k8s.IntOrString.fromNumber(1),
              // The only pod goes when the new one is ready.
              maxUnavailable: choose(
                this.several,
                k8s.IntOrString.fromNumber(1),
                k8s.IntOrString.fromNumber(0),
              ),
            },
          },
          selector: { matchLabels: this.main.selector },
          template: {
            metadata: {
              labels: merged(this.main.podLabels, this.values.podLabels),
              // Pods read their environment once, so they have to be replaced when a Secret of the chart changes.
              annotations: merged(
                { 'checksum/auth': checksum(auth), 'checksum/redis': checksum(redis) },
                this.values.podAnnotations,
              ),
            },
            spec: {
              serviceAccountName: account,
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              imagePullSecrets: this.values.imagePullSecrets,
              securityContext: restrictedPod(USER),
              terminationGracePeriodSeconds: sum(streaming.longestSeconds, 10),
              initContainers: [program.initContainer, this.waitForRedis()],
              containers: [
                {
                  name: 'middleware',
                  ...this.software,
                  command: program.command,
                  // That of the image is closed to all but root.
                  workingDir: '/',
                  env: [
                    ...Object.entries(this.settings).map(([name, value]) => ({ name, value })),
                    ...credentials,
                    eachEntry(config.extraEnv, { key: 'name', entry: 'value' }, (name, value) => ({
                      name,
                      value,
                    })),
                  ],
                  ports: [{ name: HTTP, containerPort: config.port, protocol: 'TCP' }],
                  ...probes,
                  // The middleware drops all it does when it is told to stop (upstream has no handler for the signal), so it is
                  // told when nothing can be left to do. While this sleeps, new requests go elsewhere.
                  lifecycle: { preStop: { exec: { command: ['sleep', asText(streaming.longestSeconds)] } } },
                  resources: this.values.resources,
                  securityContext: restrictedContainer,
                  volumeMounts: [program.volumeMount],
                },
                tunnelOf(this.values),
              ],
              volumes: [program.volume],
              ...scheduling(this.values, this.main),
            },
          },
        },
      },
    });
  }

  /** The middleware exits when Redis is not there on its first try. */
  private waitForRedis() {
    const { redis } = this.values;
    return {
      name: 'wait-for-redis',
      ...this.software,
      workingDir: '/',
      command: [
        'sh',
        '-c',
        'until nc -z -w 2 "$HOST" "$PORT"; do echo "waiting for $HOST:$PORT"; sleep 2; done',
      ],
      env: [
        { name: 'HOST', value: redis.host },
        { name: 'PORT', value: asText(redis.port) },
      ],
      resources: SMALL,
      securityContext: restrictedContainer,
    };
  }

  /** The second Service of the document. */
  private exposeViaLoadBalancer(): void {
    const { loadBalancer } = this.values;
    Resource.of(new OnlyIf(this, 'outside', loadBalancer.enabled), 'service-lb', {
      of: k8s.KubeService,
      manifest: {
        metadata: this.main.metadata('-lb', loadBalancer.annotations),
        spec: {
          type: 'LoadBalancer',
          loadBalancerSourceRanges: loadBalancer.sourceRanges,
          selector: this.main.selector,
          ports: [
            {
              name: HTTP,
              port: loadBalancer.port,
              targetPort: k8s.IntOrString.fromString(HTTP),
              protocol: 'TCP',
            },
          ],
        },
      },
    });
  }

  private connect(): void {
    const { networkPolicy } = this.values;
    restrictNetwork(this, this.main, {
      enabled: networkPolicy.enabled,
      from: clients(this.values),
      to: targets(this.values),
      extra: { ingress: networkPolicy.extraIngress, egress: networkPolicy.extraEgress },
      ending: '-netpol',
    });
  }
}

// What the document calls the Service.
const SERVICE = '-service';

const HEALTH = { path: '/health', port: k8s.IntOrString.fromString(HTTP) };

// The answer is fixed text: it says that the middleware runs, and nothing of Redis or the relay. It listens once it has reached
// Redis, so a pod whose probes succeed was connected once.
const probes = {
  startupProbe: { httpGet: HEALTH, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
  readinessProbe: { httpGet: HEALTH, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  livenessProbe: { httpGet: HEALTH, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
};
