import { testConnection } from '../../kubernetes/helm-test';
import * as k8s from '../../kubernetes/k8s';
import { releaseName, text } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import type { Service } from './service';

// `nobody` in the BusyBox image.
const USER = 65_534;

/** The labels of the pods of `helm test`: not those of a service, whose Service would take such a pod for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'mcp-box-test',
  'app.kubernetes.io/instance': releaseName,
} as const;

/** The pod of `helm test` for a service: it asks for its health through the Service, as the document does by hand. */
export function testService({ stack, values, part, scope }: Service): void {
  const { repository, tag } = stack.values.infrastructure.helper;
  const { health, service } = values;
  testConnection(scope, part, {
    ending: '-test',
    labels: TEST_LABELS,
    user: USER,
    imagePullSecrets: stack.values.imagePullSecrets,
    container: {
      name: 'wget',
      image: text`${repository}:${tag}`,
      imagePullPolicy: stack.values.global.imagePullPolicy,
      command: choose(
        health.http,
        ['wget', '-q', '-O', '-', '-T', '10', text`http://${part.name}:${service.port}${health.path}`],
        ['nc', '-z', '-w', '10', part.name, text`${service.port}`],
      ),
      resources: {
        limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('32Mi') },
        requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
      },
    },
  });
}
