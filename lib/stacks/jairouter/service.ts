import type { Construct } from 'constructs';
import type { Component } from '../../kubernetes/component';
import { HTTP } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import type { Ref } from '../../engine/template/expression';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { merged } from '../../engine/template/tree';
import type { jairouterValues } from './values';

const COMPONENT = 'app.kubernetes.io/component';

/** What a Service's labels must be for Prometheus: with the Service of the nodes too, each pod would be scraped twice. */
export const NOT_ON_NODES = { key: COMPONENT, operator: 'DoesNotExist' };

/** Makes the second Service, which every node has open, while it is enabled. */
export function exposeOnNodes(
  scope: Construct,
  component: Component,
  service: Ref<typeof jairouterValues>['service'],
): void {
  const metadata = component.metadata('-nodeport');
  Resource.of(new OnlyIf(scope, 'on-nodes', service.nodePort.enabled), 'nodeport', {
    of: k8s.KubeService,
    manifest: {
      metadata: { ...metadata, labels: merged(metadata.labels, { [COMPONENT]: 'nodeport' }) },
      spec: {
        type: 'NodePort',
        selector: component.selector,
        ports: [
          {
            name: HTTP,
            port: service.port,
            targetPort: k8s.IntOrString.fromString(HTTP),
            nodePort: service.nodePort.port,
            protocol: 'TCP',
          },
        ],
      },
    },
  });
}
