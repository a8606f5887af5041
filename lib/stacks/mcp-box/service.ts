import { autoscale } from '../../kubernetes/autoscaler';
import { OneOfMany } from '../../kubernetes/component';
import { budgetDisruption } from '../../kubernetes/pod-disruption-budget';
import { exposeViaService } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { monitor } from '../../kubernetes/service-monitor';
import { anywhere, dns, namespaceNamed, podsOf, restrictNetwork } from '../../kubernetes/network-policy';
import { refuseRequestsAboveLimits } from '../../kubernetes/resources';
import { streamingAnnotations } from '../../kubernetes/streaming';
import type { Expr } from '../../engine/template/expression';
import {
  and,
  equal,
  greaterThan,
  not,
  or,
  orElse,
  text,
  type Condition,
  matches,
} from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { ForEachEntry, Named, OnlyIf } from '../../engine/template/scopes';
import { each, ifSet, merged, neverEmpty, when } from '../../engine/template/tree';
import { refuseVariablesTwice } from './containers';
import { connectionsTo, type Infrastructure } from './databases';
import type { McpBox } from './stack';
import { hostOf, refuseSameName, type OwnName } from './names';
import { othersThan } from './others';
import { connectionsOfRights, permitStarting } from './rbac';
import type { ServiceEntry } from './service-values';
import { refuseWrongSharing } from './volume';
import { TEST_LABELS, testService } from './test';
import { deployService } from './deployment';

/** One service of the platform, whichever it is. */
export interface Service {
  readonly stack: McpBox;
  readonly infrastructure: Infrastructure;
  /** Its key under `services`. */
  readonly key: Expr<string>;
  readonly values: ServiceEntry;
  readonly part: OneOfMany;
  /** Where its resources are made. */
  readonly scope: Named<string>;
}

/** What services have around them. */
export interface Surroundings {
  /** The ServiceAccount of those that have none of their own. */
  readonly account: Expr<string>;
  /** Whether there are ServiceMonitors. */
  readonly monitored: Condition;
  /** Names that no service may have. */
  readonly names: readonly OwnName[];
}

/** Makes each service that the user lists, with all that a service has. */
export function makeServices(
  stack: McpBox,
  infrastructure: Infrastructure,
  { account, monitored, names }: Surroundings,
): void {
  const loop = new ForEachEntry(stack, 'services', stack.values.services, { key: 'key', entry: 'service' });
  const values = loop.entry;
  const enabled = new OnlyIf(loop, 'enabled', values.enabled);
  const scope = new Named(enabled, 'name', orElse(values.name, text`mcp-${loop.key}`));
  const part = new OneOfMany(stack.main, scope.reference, loop.key);
  const service: Service = { stack, infrastructure, key: loop.key, values, part, scope };
  const { autoscaling, metrics, podDisruptionBudget } = values;

  const others = othersThan(service);
  refuseSameName(service, others, [
    ...names,
    // With its own account's name another would have the rights of this one.
    { of: 'the ServiceAccount of the others', name: account, when: values.kubernetes.enabled },
  ]);
  refuseWrongSharing(service, others);
  refuseRequestsAboveLimits(scope, text`services.${loop.key}.resources`, values.resources);
  refuseVariablesTwice(scope, text`services.${loop.key}`, values);
  stack.refuseWithin(
    scope,
    text`services.${loop.key}.config.mountPath`,
    'is /tmp, which is a directory of its own; choose another one.',
    matches(values.config.mountPath, /^\/tmp\/?$/),
  );
  permitStarting(service);
  deployService(service, account);
  exposeViaService(scope, part, values.service);
  exposeService(service);
  autoscale(scope, part, autoscaling, { path: text`services.${loop.key}.autoscaling` });
  budgetDisruption(
    scope,
    part,
    podDisruptionBudget,
    or(autoscaling.enabled, greaterThan(values.replicas, 1)),
  );
  monitor(scope, part, {
    ...stack.scraping,
    enabled: and(monitored, metrics.enabled),
    path: metrics.path,
  });
  connectService(service);
  testService(service);
}

/** The Ingress. It never rewrites paths: the gateway and the web pages need theirs as they are. */
function exposeService(one: Service): void {
  const { values, part, scope } = one;
  const { ingress, service } = values;
  const host = hostOf(one);
  Resource.of(new OnlyIf(scope, 'exposure', ingress.enabled), 'ingress', {
    of: k8s.KubeIngress,
    manifest: {
      // Either an annotation of the chart is there or one of the user's in its place.
      metadata: part.metadata(
        '',
        neverEmpty(merged(streamingAnnotations(values.streaming, ingress), ingress.annotations)),
      ),
      spec: {
        ingressClassName: ifSet(ingress.className),
        tls: when(ingress.tlsSecret, [{ secretName: ingress.tlsSecret, hosts: [host] }]),
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: ingress.path,
                  pathType: ingress.pathType,
                  backend: { service: { name: part.name, port: { number: service.port } } },
                },
              ],
            },
          },
        ],
      },
    },
  });
}

/** Who may connect to its pods, and whom they may connect to. */
function connectService(service: Service): void {
  const { stack, infrastructure, values, part, scope } = service;
  const { networkPolicy } = stack.values;
  const { containerPort, ingress, metrics, network, uses } = values;
  const ports = [containerPort];
  const rights = connectionsOfRights(service);
  restrictNetwork(scope, part, {
    enabled: networkPolicy.enabled,
    from: [
      // The services use one another, and `helm test` asks each.
      { peers: [podsOf(stack.main.selector), podsOf(TEST_LABELS)], ports },
      {
        peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: and(ingress.enabled, networkPolicy.ingressNamespaces),
      },
      {
        peers: [namespaceNamed(networkPolicy.monitoringNamespace)],
        ports,
        when: and(metrics.enabled, networkPolicy.monitoringNamespace),
      },
      // A Service that is open to the outside hands connections on with their own addresses.
      { peers: anywhere, ports, when: not(equal(values.service.type, 'ClusterIP')) },
      ...rights.from,
    ],
    to: [
      dns,
      ...connectionsTo(infrastructure, uses, network.namespacePods),
      { peers: [podsOf(stack.main.selector)], ports: [], when: not(network.namespacePods) },
      { peers: [{ podSelector: {} }], ports: [], when: network.namespacePods },
      { peers: anywhere, ports: [443], when: network.internet },
      ...rights.to,
    ],
    extra: { ingress: network.extraIngress, egress: network.extraEgress },
  });
}
