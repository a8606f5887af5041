import type { Component } from '../../kubernetes/component';
import { addService } from '../../kubernetes/service';
import type { JaiRouterStack } from './values';

/** Suffix of the Service's name in the document. */
export const SERVICE_SUFFIX = '-service';

const COMPONENT = 'app.kubernetes.io/component';

/** Selects the Service for Prometheus without the NodePort Service: with both, each pod would be scraped twice. */
export const NOT_NODE_PORT = { key: COMPONENT, operator: 'DoesNotExist' };

/** Adds the additional Service of type NodePort, if enabled. */
export function addNodePort(
  stack: JaiRouterStack,
  component: Component,
  { nodePort, port }: Pick<JaiRouterStack['values']['service'], 'nodePort' | 'port'>,
): void {
  addService(
    stack,
    component,
    { type: 'NodePort', port, nodePort: nodePort.port },
    {
      suffix: '-nodeport',
      id: 'nodeport',
      when: nodePort.enabled,
      labels: { [COMPONENT]: 'nodeport' },
    },
  );
}
