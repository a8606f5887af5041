import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { not } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { each, ifSet, merged, neverEmpty, type Tree } from '../engine/template/tree';
import { entry, list, section } from '../engine/values/collections';
import { mandatory, optional } from '../engine/values/declaration';
import { ingressHost, objectName } from '../engine/values/names';
import { port } from '../engine/values/numbers';
import { flag, oneOf, path } from '../engine/values/scalars';
import { annotations } from '../engine/values/string-maps';
import type { Component, Part } from './component';
import * as k8s from './k8s';

/** The values of a Service. */
export function serviceValues(defaultPort: number) {
  return section('Service.', {
    type: oneOf('ClusterIP', ['ClusterIP', 'NodePort', 'LoadBalancer'], 'Service type.'),
    port: port(defaultPort, 'Port that the Service listens on.'),
    annotations: annotations('Annotations of the Service.'),
  });
}

/** The values of a Service, as references. */
export type ServiceRefs = Ref<ReturnType<typeof serviceValues>>;

/** The name of the port that pods listen on and Services forward to. */
export const HTTP = 'http';

/**
 * Makes a Service in front of the pods of a component.
 *
 * @param ending what the Service's name ends in, such as `-service`
 */
export function exposeViaService(scope: Construct, component: Part, values: ServiceRefs, ending = ''): void {
  Resource.of(scope, 'service', {
    of: k8s.KubeService,
    manifest: {
      metadata: component.metadata(ending, values.annotations),
      spec: {
        type: values.type,
        selector: component.selector,
        ports: [
          { name: HTTP, port: values.port, targetPort: k8s.IntOrString.fromString(HTTP), protocol: 'TCP' },
        ],
      },
    },
  });
}

/** The values of an Ingress. */
export function ingressValues(host: string) {
  return section('Ingress.', {
    enabled: flag(false, 'Make an Ingress.'),
    className: objectName('', "Ingress class; empty for the cluster's default."),
    annotations: annotations('Annotations of the Ingress; they win over those that the chart sets.'),
    hosts: list(
      [{ host, paths: [{ path: '/', pathType: 'Prefix' }] }],
      'Hosts and the paths on them that lead to the Service.',
      entry('A host.', {
        host: mandatory(ingressHost('', 'Host name.')),
        paths: list(
          [{ path: '/', pathType: 'Prefix' }],
          'Paths on the host; all of it where none is given.',
          entry('A path.', {
            path: path('/', 'Path.'),
            pathType: oneOf(
              'Prefix',
              ['Prefix', 'Exact', 'ImplementationSpecific'],
              'How the path is compared.',
            ),
          }),
        ),
      }),
    ),
    tls: list(
      [],
      'Certificates for hosts.',
      entry('A certificate.', {
        secretName: optional(
          objectName('', "Secret with the certificate; absent for the controller's default."),
        ),
        hosts: list([], 'Hosts that it is for.', ingressHost('', 'Host name.')),
      }),
    ),
  });
}

/** The values of an Ingress, as references. */
export type IngressRefs = Ref<ReturnType<typeof ingressValues>>;

/**
 * Makes an Ingress to the Service of a component, while it is enabled.
 *
 * @param annotationsOfChart annotations that the user's win over
 * @param endings what the names of the Ingress and of the Service end in
 */
export function exposeViaIngress(
  scope: Construct,
  component: Component,
  values: IngressRefs,
  servicePort: Expr<number>,
  annotationsOfChart: Tree,
  endings: { readonly ingress: string; readonly service: string } = { ingress: '', service: '' },
): void {
  StackTemplate.of(scope).refuse(
    'ingress.hosts',
    'is empty although ingress.enabled is true; give at least one host.',
    values.enabled,
    not(values.hosts),
  );
  const service = component.metadata(endings.service).name;
  Resource.of(new OnlyIf(scope, 'exposure', values.enabled), 'ingress', {
    of: k8s.KubeIngress,
    manifest: {
      // Either an annotation of the chart is there or one of the user's in its place.
      metadata: component.metadata(
        endings.ingress,
        neverEmpty(merged(annotationsOfChart, values.annotations)),
      ),
      spec: {
        ingressClassName: ifSet(values.className),
        tls: values.tls,
        rules: neverEmpty([
          each(values.hosts, 'host', (host) => ({
            host: host.host,
            http: {
              paths: [
                each(host.paths, 'path', (at) => ({
                  path: at.path,
                  pathType: at.pathType,
                  backend: { service: { name: service, port: { number: servicePort } } },
                })),
              ],
            },
          })),
        ]),
      },
    },
  });
}
