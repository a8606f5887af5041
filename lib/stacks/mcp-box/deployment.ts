import type { Expr } from '../../engine/template/expression';
import { hasKey, orElse, sum, text, stringAt } from '../../engine/template/operators';
import { Named } from '../../engine/template/scopes';
import { choose, commented, merged, when } from '../../engine/template/tree';
import { fixedResources, HTTP_PORT, httpGet, httpPort } from '../../kubernetes/container';
import { addDeployment, recreateIf } from '../../kubernetes/deployment';
import { imageWithin } from '../../kubernetes/image';
import { placedBy } from '../../kubernetes/pod-values';
import { sleepBeforeStop } from '../../kubernetes/termination';
import { emptyVolume } from '../../kubernetes/volume';
import {
  configurationVolumes, containerSecurity, initContainers, podSecurity,
} from './containers'; // prettier-ignore
import { clientsOf } from './databases';
import { programEnv } from './env';
import { globalOf, pullPolicyOf } from './global';
import type { Program, Service } from './program';
import { kubeconfigMount, kubeconfigVolume } from './rbac';
import { PROGRAM_RESOURCES } from './program-values';
import type { ServiceEntry } from './service-values';
import { turnOf } from './turn';
import { folderMounts, isExclusive, sharedMount, sharedVolume } from './volume';

/** Name of the container. */
export const CONTAINER = 'service';

const SHUTDOWN_SECONDS = 70;

/** Adds the Deployment of a service, whose init containers wait for its databases and fill in its configuration file. */
export function addServiceDeployment(service: Service, account: Expr<string>): void {
  const { stack, key, values, component, scope } = service;
  const { config, kubernetes } = values;
  const global = globalOf(stack);
  const configuration = stringAt(stack.values.configs, key);
  const program: Program & Service = {
    ...service,
    configuration,
    template: text`${key}.yaml`,
    file: orElse(config.fileName, text`${key}.yaml`),
    port: values.containerPort,
  };
  const registry = orElse(values.image.registry, global.registry);
  const { image, scope: inner } = imageWithin(scope, stack, {
    repository: text`${registry}/${orElse(values.image.repository, component.name)}`,
    tag: scope.reference,
    digest: values.image.digest,
  });
  const sharedAccount = new Named(inner, 'account', account);
  const imagePullPolicy = pullPolicyOf(stack, values.image);
  const turn = turnOf(program, { image, imagePullPolicy });
  const { scheduling, ...all } = placedBy(values, stack.values);
  addDeployment(
    sharedAccount,
    component,
    { ...values, ...all, replicaCount: values.replicas },
    {
      strategy: recreateIf(isExclusive(service)),
      labels: [
        when(values.uses.mysql, clientsOf(stack, 'mysql').label),
        when(values.uses.redis, clientsOf(stack, 'redis').label),
      ],
      restartOn: {
        config: configuration,
        mysql: when(values.uses.mysql, service.databases.mysql.passwords),
        redis: when(values.uses.redis, service.databases.redis.passwords),
      },
      serviceAccountName: choose(kubernetes.enabled, component.name, sharedAccount.reference),
      automountServiceAccountToken: choose(kubernetes.enabled, true, false),
      securityContext: podSecurity(values),
      terminationGracePeriodSeconds: commented(
        'The gateway shuts down within half a minute, and the others within a minute, and use it all while a stream or a call is open (upstream, cmd).',
        sum(values.drainSeconds, SHUTDOWN_SECONDS),
      ),
      initContainers: [...initContainers(program), turn.initContainer],
      containers: [
        {
          name: CONTAINER,
          image,
          imagePullPolicy,
          env: [...programEnv(values), turn.env],
          ports: [httpPort(values.containerPort)],
          startupProbe: merged(probe(values), { periodSeconds: 5, failureThreshold: 60 }),
          readinessProbe: merged(probe(values), { periodSeconds: 10, timeoutSeconds: 5 }),
          livenessProbe: merged(liveness(values), { periodSeconds: 20, timeoutSeconds: 10 }),
          lifecycle: merged(
            when(values.drainSeconds, sleepBeforeStop(text`${values.drainSeconds}`)),
            turn.lifecycle,
          ),
          resources: commented(
            'What the user gives counts as a whole, so that there can be a container without limits.',
            choose(
              hasKey(values, 'resources'),
              { limits: values.resources.limits, requests: values.resources.requests },
              fixedResources(PROGRAM_RESOURCES),
            ),
          ),
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
      scheduling: { ...scheduling, topologySpread: stack.values.topologySpread },
    },
  );
}

// Any response will do, also an error: the wget of BusyBox prints its status, that of GNU exits with 8.
const ANSWERS = `
answer=$(wget -q -T 5 -O /dev/null "$0" 2>&1)
case "$? $answer" in '0 '* | '8 '* | *HTTP/*) exit 0 ;; esac
echo "$answer"
exit 1
`.trimStart();

function liveness(values: ServiceEntry) {
  const { containerPort, health } = values;
  const url = text`http://127.0.0.1:${containerPort}${orElse(health.callPath, '')}`;
  return choose(
    health.callPath,
    commented('The health response is a constant, and the program may hang while it gives it.', {
      exec: { command: ['sh', '-c', ANSWERS, url] },
    }),
    probe(values),
  );
}

function probe({ health }: ServiceEntry) {
  return choose(health.http, httpGet(health.path), { tcpSocket: { port: HTTP_PORT } });
}
