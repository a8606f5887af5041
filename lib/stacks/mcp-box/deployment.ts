import { HTTP } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { rolloutOf } from '../../kubernetes/deployment';
import { scheduling } from '../../kubernetes/scheduling';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { checksum, not, orElse, sum, text, textAt } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { Named } from '../../engine/template/scopes';
import { choose, merged, when } from '../../engine/template/tree';
import {
  configurationVolumes, containerSecurity, ownVariables, podSecurity, preparations, resourcesOf, type Program,
} from './containers'; // prettier-ignore
import { clientsOf } from './databases';
import { kubeconfigMount, kubeconfigVolume } from './rbac';
import type { Service } from './service';
import type { ServiceEntry } from './service-values';
import { folderMounts, oneAtATime, sharedMount, sharedVolume } from './volume';

// The gateway gives itself half a minute to stop, and uses it when a stream is open, since that never ends by itself
// (upstream, cmd/gateway).
const STOPPING = 50;

/** The Deployment of a service: it starts once what it uses is there, with its configuration filled in. */
export function deployService(service: Service, account: Expr<string>): void {
  const { stack, key, values, part, scope } = service;
  const { autoscaling, config, image, kubernetes } = values;
  const { global, imagePullSecrets, infrastructure } = stack.values;
  const configuration = textAt(stack.values.configs, key);
  const program: Program = {
    ...service,
    configuration,
    template: text`${key}.yaml`,
    file: orElse(config.fileName, text`${key}.yaml`),
    port: values.containerPort,
  };
  const registry = new Named(scope, 'registry', orElse(image.registry, global.registry));
  const repository = new Named(registry, 'repository', orElse(image.repository, part.name));
  const tag = new Named(repository, 'tag', orElse(image.tag, global.version));
  const shared = new Named(tag, 'account', account);
  Resource.of(shared, 'deployment', {
    of: k8s.KubeDeployment,
    manifest: {
      metadata: part.metadata(),
      spec: {
        replicas: when(not(autoscaling.enabled), values.replicas),
        strategy: rolloutOf(oneAtATime(service)),
        selector: { matchLabels: part.selector },
        template: {
          metadata: {
            labels: merged(
              part.podLabels,
              when(values.uses.mysql, clientsOf('mysql').label),
              when(values.uses.redis, clientsOf('redis').label),
              values.podLabels,
            ),
            // The file is filled in when a pod starts, so pods have to be replaced when something in it changes.
            annotations: merged(
              {
                'checksum/config': checksum(configuration),
                'checksum/mysql': checksum(infrastructure.mysql.auth),
                'checksum/redis': checksum(infrastructure.redis.auth),
              },
              values.podAnnotations,
            ),
          },
          spec: {
            serviceAccountName: choose(kubernetes.enabled, part.name, shared.reference),
            automountServiceAccountToken: choose(kubernetes.enabled, true, false),
            enableServiceLinks: false,
            imagePullSecrets,
            securityContext: podSecurity(values),
            terminationGracePeriodSeconds: sum(values.drainSeconds, STOPPING),
            initContainers: preparations(program),
            containers: [
              {
                name: 'service',
                image: text`${registry.reference}/${repository.reference}:${tag.reference}`,
                imagePullPolicy: global.imagePullPolicy,
                env: ownVariables(values),
                ports: [{ name: HTTP, containerPort: values.containerPort, protocol: 'TCP' }],
                startupProbe: merged(question(values), { periodSeconds: 5, failureThreshold: 60 }),
                readinessProbe: merged(question(values), { periodSeconds: 10, timeoutSeconds: 5 }),
                livenessProbe: merged(question(values), { periodSeconds: 20, timeoutSeconds: 10 }),
                // While this sleeps, new requests go elsewhere.
                lifecycle: when(values.drainSeconds, {
                  preStop: { exec: { command: ['sleep', text`${values.drainSeconds}`] } },
                }),
                resources: resourcesOf(values),
                securityContext: containerSecurity(values),
                volumeMounts: [
                  { name: 'tmp', mountPath: '/tmp' },
                  when(configuration, { name: 'config', mountPath: config.mountPath, readOnly: true }),
                  sharedMount(stack, values),
                  folderMounts(service),
                  kubeconfigMount(service),
                ],
              },
            ],
            volumes: [
              emptyVolume('tmp', values.tmp.sizeLimit),
              configurationVolumes(program),
              sharedVolume(stack, values),
              kubeconfigVolume(service),
            ],
            ...scheduling(stack.values, part),
          },
        },
      },
    },
  });
}

function question({ health }: ServiceEntry) {
  const port = k8s.IntOrString.fromString(HTTP);
  return choose(health.http, { httpGet: { path: health.path, port } }, { tcpSocket: { port } });
}
