import type { Expr } from '../../engine/template/expression';
import { and, greaterThan, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import { ForEachEntry, Named, OnlyIf } from '../../engine/template/scopes';
import { addAutoscaler } from '../../kubernetes/autoscaler';
import { ComponentInstance } from '../../kubernetes/component';
import { addHttpRoute } from '../../kubernetes/http-route';
import { addIngress } from '../../kubernetes/ingress';
import { addScaledObject, kedaScalesByResources } from '../../kubernetes/keda';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addRoute } from '../../kubernetes/route';
import { addService } from '../../kubernetes/service';
import { addServiceMonitor } from '../../kubernetes/service-monitor';
import { hostOfRoute, ingressHost, serviceName, type ReservedName } from './names';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import { addServiceDeployment, CONTAINER } from './deployment';
import { serviceConnections } from './network';
import { globalOf } from './global';
import type { Platform, Service } from './program';
import { addApiAccess } from './rbac';
import { STANDARD_CPU } from './service-values';
import { addServiceTest } from './test';
import { validateService } from './validation';

/** Common inputs of all services. */
export interface ServiceProps {
  /** Name of the shared ServiceAccount. */
  readonly account: Expr<string>;
  /** Whether ServiceMonitors are created. */
  readonly serviceMonitorsEnabled: Condition;
  /** Names that no service may have. */
  readonly names: readonly ReservedName[];
}

/** Adds all resources of each service in `services`. */
export function addServices(
  platform: Platform,
  { account, serviceMonitorsEnabled, names }: ServiceProps,
): void {
  const { stack } = platform;
  const { monitoring, networkPolicy, services } = stack.values;
  const loop = new ForEachEntry(stack, 'services', services, { key: 'key', entry: 'service' });
  const values = loop.entry;
  const enabled = new OnlyIf(loop, 'enabled', values.enabled);
  const name = new Named(enabled, 'name', serviceName(stack, loop.key, values));
  const scope = new Named(name, 'version', orElse(values.image.tag, globalOf(stack).version));
  const component = new ComponentInstance(stack.main, name.reference, loop.key, scope.reference);
  const service: Service = { ...platform, key: loop.key, values, component, scope };
  const { autoscaling, httpRoute, ingress, keda, metrics, network, route, streaming } = values;

  validateService(service, [
    ...names,
    // With one name, all other services would get the permissions of this one.
    { owner: 'the shared ServiceAccount', name: account, when: values.kubernetes.enabled },
  ]);
  addApiAccess(service);
  addServiceDeployment(service, account);
  const at = (key: string) => text`services.${loop.key}.${key}`;
  addService(scope, component, values.service, { path: at('service') });
  const host = ingressHost(stack, loop.key, values);
  const target = { name: component.name, port: values.service.port };
  const maxSeconds = streaming.maxStreamSeconds;
  // Paths are never rewritten: the gateway and the web pages require their own.
  addIngress(scope, component, ingress, {
    service: target,
    streaming,
    path: at('ingress'),
    single: { host, path: ingress.path, pathType: ingress.pathType, tlsSecret: ingress.tlsSecret },
  });
  addHttpRoute(scope, component, httpRoute, {
    service: target,
    maxSeconds,
    path: at('httpRoute'),
    hostname: host,
  });
  addRoute(scope, component, route, {
    service: target.name,
    maxSeconds,
    path: at('route'),
    own: hostOfRoute(stack, loop.key, values),
  });
  addAutoscaler(scope, component, autoscaling, { path: at('autoscaling'), standardCpu: STANDARD_CPU });
  addScaledObject(scope, component, keda, { path: at('keda'), autoscaling: autoscaling.enabled });
  const {
    metrics: own,
    targetCPUUtilizationPercentage: cpu,
    targetMemoryUtilizationPercentage: memory,
  } = autoscaling;
  addVerticalAutoscaler(scope, component, values.verticalAutoscaling, {
    path: at('verticalAutoscaling'),
    // Without any target and metric it has the standard CPU target.
    scaledByResources: or(and(autoscaling.enabled, or(cpu, memory, not(own))), kedaScalesByResources(keda)),
    container: CONTAINER,
  });
  addPodDisruptionBudget(scope, component, values.podDisruptionBudget, {
    when: or(autoscaling.enabled, keda.enabled, greaterThan(values.replicas, 1)),
  });
  const { serviceMonitor } = monitoring.prometheus;
  addServiceMonitor(
    scope,
    component,
    { ...serviceMonitor, enabled: and(serviceMonitorsEnabled, metrics.enabled), path: metrics.path },
    { validated: true },
  );
  addNetworkPolicy(
    scope,
    component,
    { ...network, enabled: networkPolicy.enabled },
    serviceConnections(service),
  );
  addServiceTest(service);
}
