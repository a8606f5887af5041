import { sleepBeforeStop } from '../../kubernetes/container';
import { addDeployment, recreateIf } from '../../kubernetes/deployment';
import * as k8s from '../../kubernetes/k8s';
import { HTTP } from '../../kubernetes/service';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { orElse, sum, text, textAt } from '../../engine/template/operators';
import { Named } from '../../engine/template/scopes';
import { choose, merged, when } from '../../engine/template/tree';
import {
  configurationVolumes, containerSecurity, ownVariables, podSecurity, preparations, resourcesOf,
} from './containers'; // prettier-ignore
import { clientsOf } from './databases';
import type { Program, Service } from './program';
import { kubeconfigMount, kubeconfigVolume } from './rbac';
import type { ServiceEntry } from './service-values';
import { exclusiveVolume, folderMounts, sharedMount, sharedVolume } from './volume';

// The gateway gives itself half a minute to stop, and uses it when a stream is open, since that never ends by itself
// (upstream, cmd/gateway).
const STOPPING = 50;

/** Adds the Deployment of a service: it starts once what it uses is there, with its configuration filled in. */
export function addServiceDeployment(service: Service, account: Expr<string>): void {
  const { stack, key, values, component, scope } = service;
  const { config, image, kubernetes } = values;
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
  const repository = new Named(registry, 'repository', orElse(image.repository, component.name));
  const tag = new Named(repository, 'tag', orElse(image.tag, global.version));
  const shared = new Named(tag, 'account', account);
  addDeployment(
    shared,
    component,
    { ...values, replicaCount: values.replicas, imagePullSecrets },
    {
      strategy: recreateIf(exclusiveVolume(service)),
      labels: [
        when(values.uses.mysql, clientsOf('mysql').label),
        when(values.uses.redis, clientsOf('redis').label),
      ],
      // The file is filled in when a pod starts, so pods have to be replaced when something in it changes.
      restartOn: {
        config: configuration,
        mysql: infrastructure.mysql.auth,
        redis: infrastructure.redis.auth,
      },
      serviceAccountName: choose(kubernetes.enabled, component.name, shared.reference),
      automountServiceAccountToken: choose(kubernetes.enabled, true, false),
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
          lifecycle: when(values.drainSeconds, sleepBeforeStop(text`${values.drainSeconds}`)),
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
        sharedVolume(service.sharedClaim, values),
        kubeconfigVolume(service),
      ],
      scheduling: stack.values,
    },
  );
}

function question({ health }: ServiceEntry) {
  const port = k8s.IntOrString.fromString(HTTP);
  return choose(health.http, { httpGet: { path: health.path, port } }, { tcpSocket: { port } });
}
