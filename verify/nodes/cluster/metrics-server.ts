import path from 'node:path';
import { z } from 'zod';
import { program, sources } from '../../../tools/programs';
import { Obj } from '../../cluster/support/cluster';
import type { Image } from '../images/image';
import { imageOfProgram } from '../images/parts';
import type { RealCluster } from './cluster';
import { objectsIn } from './manifests';

const IMAGE = 'nodes.test/metrics-server:1';
const READY_SECONDS = 120;

/** What the nodes have to find. */
export function metricsServerImages(): Readonly<Record<string, Image>> {
  return { [IMAGE]: imageOfProgram(program('metrics-server')) };
}

const Deployment = Obj.extend({
  kind: z.literal('Deployment'),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            args: z.array(z.string()),
            readinessProbe: z.looseObject({ initialDelaySeconds: z.number() }),
          }),
        ]),
      }),
    }),
  }),
});

/** Installs metrics-server from its own manifests, and waits until it knows what all nodes use: autoscalers ask it. */
export async function installMetricsServer(cluster: RealCluster): Promise<void> {
  const base = path.join(sources('metrics-server'), 'manifests/base');
  const objects = objectsIn(await cluster.kubectl('kustomize', base));
  await cluster.apply(...objects.map(forTheseNodes));
  await cluster.kubectl(
    ...['wait', 'apiservice/v1beta1.metrics.k8s.io', '--for=condition=Available'],
    `--timeout=${READY_SECONDS}s`,
  );
}

function forTheseNodes(object: Obj): Obj {
  if (object.kind !== 'Deployment') return object;
  const deployment = Deployment.parse(object);
  const [container] = deployment.spec.template.spec.containers;
  container.image = IMAGE;
  // The kubelets have certificates that they signed themselves. More often than each 10 seconds it does not ask.
  const own = ['--kubelet-insecure-tls', '--metric-resolution=10s', '--kubelet-request-timeout=8s'];
  container.args = [...container.args.filter((arg) => !arg.startsWith('--metric-resolution')), ...own];
  container.readinessProbe.initialDelaySeconds = 1;
  return deployment;
}
