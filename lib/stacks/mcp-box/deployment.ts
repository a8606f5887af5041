import type { Expr } from '../../engine/template/expression';
import { orElse, sum, text, stringAt } from '../../engine/template/operators';
import { Named } from '../../engine/template/scopes';
import { choose, commented, merged, when } from '../../engine/template/tree';
import { sleepBeforeStop, HTTP_PORT, httpGet, httpPort } from '../../kubernetes/container';
import { addDeployment, recreateIf } from '../../kubernetes/deployment';
import { emptyVolume } from '../../kubernetes/volume';
import {
  configurationVolumes, containerSecurity, initContainers, podSecurity, programResources,
} from './containers'; // prettier-ignore
import { clientsOf } from './databases';
import { programEnv } from './env';
import type { Program, Service } from './program';
import { kubeconfigMount, kubeconfigVolume } from './rbac';
import type { ServiceEntry } from './service-values';
import { folderMounts, isExclusive, sharedMount, sharedVolume } from './volume';

const SHUTDOWN_SECONDS = 50;

/** Adds the Deployment of a service, whose init containers wait for its databases and fill in its configuration file. */
export function addServiceDeployment(service: Service, account: Expr<string>): void {
  const { stack, key, values, component, scope } = service;
  const { config, image, kubernetes } = values;
  const { global, imagePullSecrets, infrastructure } = stack.values;
  const configuration = stringAt(stack.values.configs, key);
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
  const sharedAccount = new Named(tag, 'account', account);
  addDeployment(
    sharedAccount,
    component,
    { ...values, replicaCount: values.replicas, imagePullSecrets },
    {
      strategy: recreateIf(isExclusive(service)),
      labels: [
        when(values.uses.mysql, clientsOf('mysql').label),
        when(values.uses.redis, clientsOf('redis').label),
      ],
      restartOn: {
        config: configuration,
        mysql: infrastructure.mysql.auth,
        redis: infrastructure.redis.auth,
      },
      serviceAccountName: choose(kubernetes.enabled, component.name, sharedAccount.reference),
      automountServiceAccountToken: choose(kubernetes.enabled, true, false),
      securityContext: podSecurity(values),
      terminationGracePeriodSeconds: commented(
        'The gateway shuts down within half a minute, and uses it all while a stream is open, since a stream never ends by itself (upstream, cmd/gateway).',
        sum(values.drainSeconds, SHUTDOWN_SECONDS),
      ),
      initContainers: initContainers(program),
      containers: [
        {
          name: 'service',
          image: text`${registry.reference}/${repository.reference}:${tag.reference}`,
          imagePullPolicy: global.imagePullPolicy,
          env: programEnv(values),
          ports: [httpPort(values.containerPort)],
          startupProbe: merged(probe(values), { periodSeconds: 5, failureThreshold: 60 }),
          readinessProbe: merged(probe(values), { periodSeconds: 10, timeoutSeconds: 5 }),
          livenessProbe: merged(probe(values), { periodSeconds: 20, timeoutSeconds: 10 }),
          lifecycle: when(values.drainSeconds, sleepBeforeStop(text`${values.drainSeconds}`)),
          resources: programResources(values),
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

function probe({ health }: ServiceEntry) {
  return choose(health.http, httpGet(health.path), { tcpSocket: { port: HTTP_PORT } });
}
