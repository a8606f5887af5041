import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { not, text, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import {
  choose,
  each,
  ifSet,
  lines,
  merged,
  neverEmpty,
  type Templated,
  type Tree,
} from '../engine/template/tree';
import { entry, list, section } from '../engine/values/collections';
import { required, optional } from '../engine/values/declaration';
import { ingressHost, objectName } from '../engine/values/names';
import { boolean, oneOf, path } from '../engine/values/scalars';
import { annotations } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of an Ingress. */
export function ingressValues(host: string) {
  return section('Ingress.', {
    enabled: boolean(false, 'Create an Ingress.'),
    className: objectName('', "Ingress class; empty for the cluster's default."),
    annotations: annotations({}, 'Annotations of the Ingress; they take precedence over those of the chart.'),
    hosts: list(
      [{ host, paths: [{ path: '/', pathType: 'Prefix' }] }],
      'Hosts and paths routed to the Service.',
      entry('A host.', {
        host: required(ingressHost('', 'Host name.')),
        paths: list(
          [{ path: '/', pathType: 'Prefix' }],
          'Paths of the host; all paths if absent.',
          entry('A path.', {
            path: path('/', 'Path.'),
            pathType: oneOf('Prefix', 'How the path is matched.', [
              'Prefix',
              'Exact',
              'ImplementationSpecific',
            ]),
          }),
        ),
      }),
    ),
    tls: list(
      [],
      'TLS certificates.',
      entry('A TLS certificate.', {
        secretName: optional(
          objectName('', "Secret with the certificate; absent for the controller's default certificate."),
        ),
        hosts: list([], 'Hosts that the certificate covers.', ingressHost('', 'Host name.')),
      }),
    ),
  });
}

/** The values of an Ingress, as references. */
export type IngressRefs = Ref<ReturnType<typeof ingressValues>>;

/** The values of an Ingress other than its hosts. */
export interface IngressValues {
  readonly enabled: Condition;
  readonly className: Expr<string>;
  readonly annotations: Tree;
  readonly tls: Templated<k8s.IngressTls[]>;
}

/** The URLs of the hosts of an Ingress, a line each, for the notes of a chart. */
export function ingressUrls({ hosts, tls }: Pick<IngressRefs, 'hosts' | 'tls'>) {
  return choose(
    tls,
    lines(each(hosts, 'host', (host) => text`  https://${host.host}`)),
    lines(each(hosts, 'host', (host) => text`  http://${host.host}`)),
  );
}

/** Service, annotations and name of an Ingress. */
export interface IngressOptions {
  readonly service: { readonly name: Expr<string>; readonly port: Expr<number> };
  /** Annotations of the chart, without those set by the user. */
  readonly annotations: Tree;
  /** @default - it is named as the component is */
  readonly suffix?: string;
}

/** Adds an Ingress for a Service of a component, with a list of hosts and paths, while it is enabled. */
export function addIngress(
  scope: Construct,
  component: Component,
  values: IngressRefs,
  options: IngressOptions,
): void {
  StackTemplate.of(scope).addValidation(
    'ingress.hosts',
    'is empty although ingress.enabled is true; give at least one host.',
    values.enabled,
    not(values.hosts),
  );
  const backend = backendOf(options);
  addIngressWithRules(scope, component, values, {
    ...options,
    rules: neverEmpty([
      each(values.hosts, 'host', (host) => ({
        host: host.host,
        http: {
          paths: [each(host.paths, 'path', (at) => ({ path: at.path, pathType: at.pathType, backend }))],
        },
      })),
    ]),
  });
}

/** Adds an Ingress for a Service of a component, with a single host and path, while it is enabled. */
export function addIngressForHost(
  scope: Construct,
  component: Component,
  values: IngressValues,
  options: IngressOptions & {
    readonly host: Expr<string>;
    readonly path: Expr<string>;
    readonly pathType: Expr<string>;
  },
): void {
  const { host, path: at, pathType } = options;
  addIngressWithRules(scope, component, values, {
    ...options,
    rules: [{ host, http: { paths: [{ path: at, pathType, backend: backendOf(options) }] } }],
  });
}

function backendOf({ service: { name, port } }: IngressOptions) {
  return { service: { name, port: { number: port } } };
}

function addIngressWithRules(
  scope: Construct,
  component: Component,
  values: IngressValues,
  options: IngressOptions & { readonly rules: Templated<k8s.IngressRule[]> },
): void {
  Resource.of(new OnlyIf(scope, 'ingress-if', values.enabled), 'ingress', {
    of: k8s.KubeIngress,
    manifest: {
      // Never empty: for each annotation of the chart there is either that or the user's.
      metadata: component.metadata(
        options.suffix,
        neverEmpty(merged(options.annotations, values.annotations)),
      ),
      spec: { ingressClassName: ifSet(values.className), tls: values.tls, rules: options.rules },
    },
  });
}
