import type { Component } from '../../kubernetes/component';
import { addService } from '../../kubernetes/service';
import type { JaiRouterStack } from './values';

/** What the document has at the end of the Service's name. */
export const SERVICE = '-service';

const COMPONENT = 'app.kubernetes.io/component';

/** What a Service's labels must be for Prometheus: with the Service of the nodes too, each pod would be scraped twice. */
export const NOT_NODE_PORT = { key: COMPONENT, operator: 'DoesNotExist' };

/** Adds the second Service, which every node has open, while it is enabled. */
export function addNodePort(
  stack: JaiRouterStack,
  component: Component,
  { nodePort, port }: JaiRouterStack['values']['service'],
): void {
  addService(
    stack,
    component,
    { type: 'NodePort', port },
    {
      suffix: '-nodeport',
      id: 'nodeport',
      nodePort: nodePort.port,
      when: nodePort.enabled,
      labels: { [COMPONENT]: 'nodeport' },
    },
  );
}
