import { addAutoscaler } from '../../kubernetes/autoscaler';
import { ComponentInstance } from '../../kubernetes/component';
import { addIngressForHost } from '../../kubernetes/ingress';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addService } from '../../kubernetes/service';
import { addServiceMonitor } from '../../kubernetes/service-monitor';
import { streamingAnnotations } from '../../kubernetes/streaming';
import type { Expr } from '../../engine/template/expression';
import { and, greaterThan, or, orElse, text, type Condition } from '../../engine/template/operators';
import { ForEachEntry, Named, OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import { addServiceDeployment } from './deployment';
import { hostOf, type OwnName } from './names';
import { serviceConnections } from './network';
import { othersThan } from './others';
import type { Platform, Service } from './program';
import { addRights } from './rbac';
import type { ServiceEntry } from './service-values';
import { addServiceTest } from './test';
import { validateService } from './validation';

/** What services have around them. */
export interface ServiceSurroundings {
  /** The ServiceAccount of those that have none of their own. */
  readonly account: Expr<string>;
  /** Whether there are ServiceMonitors. */
  readonly monitored: Condition;
  /** Names that no service may have. */
  readonly names: readonly OwnName[];
}

/** Adds each service that the user lists, with all that a service has. */
export function addServices(platform: Platform, { account, monitored, names }: ServiceSurroundings): void {
  const { stack } = platform;
  const { monitoring, networkPolicy, services } = stack.values;
  const loop = new ForEachEntry(stack, 'services', services, { key: 'key', entry: 'service' });
  const values = loop.entry as unknown as ServiceEntry;
  const enabled = new OnlyIf(loop, 'enabled', values.enabled);
  const scope = new Named(enabled, 'name', orElse(values.name, text`mcp-${loop.key}`));
  const component = new ComponentInstance(stack.main, scope.reference, loop.key);
  const service: Service = { ...platform, key: loop.key, values, component, scope };
  const { autoscaling, ingress, metrics, network } = values;

  validateService(service, othersThan(service), [
    ...names,
    // With its own account's name another would have the rights of this one.
    { of: 'the ServiceAccount of the others', name: account, when: values.kubernetes.enabled },
  ]);
  addRights(service);
  addServiceDeployment(service, account);
  addService(scope, component, values.service);
  const host = hostOf(service);
  // It never rewrites paths: the gateway and the web pages need theirs as they are.
  addIngressForHost(
    scope,
    component,
    { ...ingress, tls: when(ingress.tlsSecret, [{ secretName: ingress.tlsSecret, hosts: [host] }]) },
    {
      service: { name: component.name, port: values.service.port },
      annotations: streamingAnnotations(values.streaming, ingress),
      host,
      path: ingress.path,
      pathType: ingress.pathType,
    },
  );
  addAutoscaler(scope, component, autoscaling, { path: text`services.${loop.key}.autoscaling` });
  addPodDisruptionBudget(scope, component, values.podDisruptionBudget, {
    when: or(autoscaling.enabled, greaterThan(values.replicas, 1)),
  });
  addServiceMonitor(scope, component, {
    ...monitoring.prometheus.serviceMonitor,
    enabled: and(monitored, metrics.enabled),
    path: metrics.path,
  });
  addNetworkPolicy(
    scope,
    component,
    { ...network, enabled: networkPolicy.enabled },
    serviceConnections(service),
  );
  addServiceTest(service);
}
