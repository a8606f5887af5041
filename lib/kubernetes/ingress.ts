import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { and, equal, matches, not, or, text, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { ForEachItem, Named, OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import {
  choose,
  each,
  ifSet,
  lines,
  merged,
  neverEmpty,
  when,
  type Lines,
  type Tree,
} from '../engine/template/tree';
import { entry, list, section } from '../engine/values/collections';
import { optional } from '../engine/values/declaration';
import { anyIngressHost, dnsLabel, ingressHost, objectName } from '../engine/values/names';
import { port } from '../engine/values/numbers';
import { boolean, oneOf, pathPattern, NOT_PLAIN } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import { warning } from './chosen-version';
import type { Component } from './component';
import * as k8s from './k8s';
import {
  controllerOf,
  controllerValue,
  hasStreamingAnnotations,
  streamingAnnotations,
  type ControllerValues,
  type Streaming,
} from './streaming';
import { warnOfUnused } from './unused';
import { below } from './validation';

const pathEntry = entry('A path.', {
  path: pathPattern(
    '/',
    'Path; a regular expression where the controller takes one and pathType is ImplementationSpecific.',
  ),
  pathType: oneOf('Prefix', 'How the path is matched.', ['Prefix', 'Exact', 'ImplementationSpecific']),
});

const hostEntry = entry('A host.', {
  host: anyIngressHost('Host name; absent or empty for all hosts.'),
  paths: list([{ path: '/', pathType: 'Prefix' }], 'Paths of the host; all paths if absent.', pathEntry),
});

/** The values of the hosts and paths of an Ingress. */
export function ingressHosts(host: string | undefined, description: string) {
  const all = host === undefined ? [] : [{ host, paths: [{ path: '/', pathType: 'Prefix' as const }] }];
  return list(all, description, hostEntry);
}

/** The values of the certificates of an Ingress. */
export const ingressTls = list(
  [],
  'TLS certificates.',
  entry('A TLS certificate.', {
    secretName: optional(
      objectName('', "Secret with the certificate; absent for the controller's default certificate."),
    ),
    hosts: list([], 'Hosts that the certificate covers.', ingressHost('', 'Host name.')),
  }),
);

/** The values of the default backend of an Ingress. */
export const defaultBackendValues = section(
  'Default backend: where requests go that match no host and path.',
  {
    enabled: boolean(false, 'Set a default backend.'),
    serviceName: dnsLabel(
      '',
      'Name of a Service of the namespace; empty for the Service of this Ingress.',
      63,
    ),
    servicePort: optional(port(80, 'Port of the Service in serviceName.')),
  },
);

/** The labels of an Ingress. */
export const ingressLabels = labels({}, 'Labels of the Ingress.');

/** The values of an Ingress. */
export function ingressValues(host: string) {
  return section('Ingress.', {
    enabled: boolean(false, 'Create an Ingress.'),
    className: objectName('', "Ingress class; empty for the cluster's default."),
    controller: controllerValue,
    labels: ingressLabels,
    annotations: annotations({}, 'Annotations of the Ingress; they take precedence over those of the chart.'),
    hosts: ingressHosts(host, 'Hosts and paths routed to the Service.'),
    defaultBackend: defaultBackendValues,
    tls: ingressTls,
  });
}

/** The values of an Ingress, as references. */
export type IngressRefs = Ref<ReturnType<typeof ingressValues>>;

/** A single host of an Ingress, and a single path of it. */
export interface SingleHost {
  readonly host: Expr<string>;
  readonly path: Expr<string>;
  readonly pathType: Expr<string>;
  /** Secret with the certificate of the host; empty for none. */
  readonly tlsSecret: Expr<string>;
}

/** The URLs of the hosts of an Ingress, a line each, for the notes of a chart. */
export function ingressUrls({
  hosts,
  tls,
}: Pick<IngressRefs, 'hosts'> & { readonly tls: Condition }): Lines<string> {
  return lines(
    each(hosts, 'host', (host) =>
      choose(
        host.host,
        choose(tls, text`  https://${host.host}`, text`  http://${host.host}`),
        '  The address of the Ingress controller, by any host',
      ),
    ),
  );
}

/** Service, streams and name of an Ingress. */
export interface IngressOptions {
  readonly service: { readonly name: Expr<string>; readonly port: Expr<number> };
  /** For the annotations of the controller. @default - none are set */
  readonly streaming?: Streaming;
  /** @default - it is named as the component is */
  readonly suffix?: string;
  /** The path of its values, for messages. @default 'ingress' */
  readonly path?: string | Expr<string>;
  /** The host while the list of hosts is empty. @default - none: the list must not be empty */
  readonly single?: SingleHost;
}

/** Adds an Ingress for a Service of a component, while it is enabled. */
export function addIngress(
  scope: Construct,
  component: Component,
  values: IngressRefs,
  options: IngressOptions,
): void {
  const { path = 'ingress', service, single, streaming, suffix } = options;
  const enabled = new OnlyIf(scope, 'ingress-if', values.enabled);
  validateIngress(enabled, path, values, single === undefined);
  // Within a loop it is for the stack to warn.
  if (typeof path === 'string') {
    if (streaming !== undefined) StackTemplate.of(scope).addWarnings(controllerWarning(path, values));
    warnOfUnused(scope, { enabled: values.enabled, is: false }, values.defaultBackend.enabled);
  }
  const controller = new Named(enabled, 'controller', controllerOf(values));
  const metadata = component.metadata(
    suffix,
    annotationsOf(values, controller.reference, streaming),
    values.labels,
  );
  const backend = { service: { name: service.name, port: { number: service.port } } };
  const listed = each(values.hosts, 'host', (host) => ({
    // An empty host is all hosts, as no host is.
    host: host.host,
    http: { paths: [each(host.paths, 'path', (at) => ({ path: at.path, pathType: at.pathType, backend }))] },
  }));
  Resource.of(controller, 'ingress', {
    of: k8s.KubeIngress,
    manifest: {
      metadata,
      // Never empty: the rules or the default backend are there.
      spec: neverEmpty({
        ingressClassName: ifSet(values.className),
        tls:
          single === undefined
            ? values.tls
            : [when(single.tlsSecret, { secretName: single.tlsSecret, hosts: [single.host] }), values.tls],
        defaultBackend: when(
          values.defaultBackend.enabled,
          choose(values.defaultBackend.serviceName, ownBackend(values), backend),
        ),
        rules:
          single === undefined
            ? when(values.hosts, neverEmpty([listed]))
            : neverEmpty([choose(values.hosts, listed, singleRule(single, backend))]),
      }),
    },
  });
}

/** The annotations of the chart and, over them, the user's. */
function annotationsOf(
  { annotations: given }: IngressRefs,
  controller: Expr<string>,
  streaming: Streaming | undefined,
) {
  if (streaming === undefined) return given;
  // Never empty for a known controller: for each annotation of the chart there is either that or the user's.
  const all = neverEmpty(merged(streamingAnnotations(streaming, controller, given), given));
  return when(or(hasStreamingAnnotations(controller), given), all);
}

function ownBackend({ defaultBackend: { serviceName, servicePort } }: IngressRefs) {
  return { service: { name: serviceName, port: { number: servicePort } } };
}

function singleRule({ host, path, pathType }: SingleHost, backend: Tree) {
  return { host, http: { paths: [{ path, pathType, backend }] } } as const;
}

/** Rejects an Ingress that Kubernetes does not accept. */
function validateIngress(
  enabled: OnlyIf,
  path: string | Expr<string>,
  { defaultBackend, hosts }: IngressRefs,
  listRequired: boolean,
): void {
  const stack = StackTemplate.of(enabled);
  if (listRequired)
    stack.addValidationWithin(
      enabled,
      below(path, 'hosts'),
      'is empty although ingress.enabled is true; give at least one host.',
      not(hosts),
      not(defaultBackend.enabled),
    );
  const host = new ForEachItem(enabled, 'hosts', hosts, 'host');
  const at = new ForEachItem(host, 'paths', host.item.paths, 'path');
  stack.addValidationWithin(
    at,
    below(path, 'hosts'),
    'has a path that is no plain one, such as a regular expression; its pathType must be ImplementationSpecific.',
    not(equal(at.item.pathType, 'ImplementationSpecific')),
    matches(at.item.path, NOT_PLAIN),
  );
  stack.addValidationWithin(
    enabled,
    below(path, 'defaultBackend.servicePort'),
    'must be set together with serviceName, and only then: it is the port of that Service.',
    defaultBackend.enabled,
    or(
      and(defaultBackend.serviceName, not(defaultBackend.servicePort)),
      and(defaultBackend.servicePort, not(defaultBackend.serviceName)),
    ),
  );
}

/** A warning of an Ingress class whose controller is unknown, so that the chart sets no annotations for streams. */
export function controllerWarning(
  path: string | Expr<string>,
  values: ControllerValues & { readonly enabled: Condition },
) {
  const { className, enabled } = values;
  return when(
    and(enabled, equal(controllerOf(values), '')),
    warning(
      below(path, 'className'),
      text`${className} is of no controller whose annotations for long streams and large requests are known; set them in annotations, and controller to none.`,
    ),
  );
}
