import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { and, equal, hasKey, not, or, text, type Condition } from '../engine/template/operators';
import type { ResourceClass } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { choose, ifSet, merged, neverEmpty, when } from '../engine/template/tree';
import { section, type Fields } from '../engine/values/collections';
import { hostname, objectName } from '../engine/values/names';
import { boolean, oneOf, path, string } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import { addCustomResource } from './custom-resource';
import type { Connection } from './network-policy';
import { HTTP } from './service';
import { below } from './validation';

/** A Route of OpenShift, in what is used of it (openshift/api, route/v1/types.go). */
export interface RouteProps {
  readonly metadata: ApiObjectMetadata;
  readonly spec: {
    readonly host?: string;
    readonly path?: string;
    readonly to: { readonly kind: 'Service'; readonly name: string; readonly weight: number };
    readonly port: { readonly targetPort: string };
    readonly wildcardPolicy?: string;
    readonly tls?: {
      readonly termination: string;
      readonly insecureEdgeTerminationPolicy?: string;
      readonly externalCertificate?: { readonly name: string };
      readonly destinationCACertificate?: string;
    };
  };
}

/** The class of Routes, by hand: no Go module has a definition from which one could be made (see `imports/`). */
const Route: ResourceClass<RouteProps> = {
  GVK: { apiVersion: 'route.openshift.io/v1', kind: 'Route' },
  manifest: (props) => props,
};

/** The value of a Route that has a host of its own while its value is empty. */
const generateHostValue = {
  generateHost: boolean(false, 'Leave the host to OpenShift, in place of the one while host is empty.'),
};

/** The values of a Route that has a host of its own, such as `the key of the service`, while its value is empty. */
export function routeValuesWith(ownHost: string) {
  return valuesOf(ownHost, generateHostValue);
}

function valuesOf<F extends Fields>(unset: string, more: F) {
  return section('Route of OpenShift, beside the Ingress or instead of it.', {
    enabled: boolean(false, 'Create a Route.'),
    labels: labels({}, 'Labels of the Route.'),
    annotations: annotations({}, 'Annotations of the Route; they take precedence over those of the chart.'),
    host: hostname('', `Host name; empty for ${unset}.`),
    ...more,
    path: path('/', 'Path with all below it.'),
    wildcardPolicy: oneOf('None', 'Subdomain: also all other hosts of the domain of the host.', [
      'None',
      'Subdomain',
    ]),
    tls: section('TLS. The pods serve HTTP: all but edge needs a sidecar.', {
      termination: oneOf('edge', 'Where TLS ends; none for HTTP alone.', [
        'none',
        'edge',
        'reencrypt',
        'passthrough',
      ]),
      insecureEdgeTerminationPolicy: oneOf('Redirect', 'What becomes of requests over HTTP.', [
        'None',
        'Allow',
        'Redirect',
      ]),
      externalCertificate: objectName(
        '',
        "Secret with the certificate, which the router's ServiceAccount must be allowed to read; empty for the certificate of the router.",
      ),
      destinationCACertificate: string('', 'Certificate authority of the pods, in PEM, for reencrypt.'),
    }),
  });
}

/** The values of a Route whose host OpenShift makes while its value is empty. */
export const routeValues = valuesOf('one that OpenShift makes', {});

/** The values of a Route, as references. */
export type RouteRefs = Ref<typeof routeValues>;

/**
 * Connections from the routers, while there is a Route. Their namespace has this label, and so has that of the nodes' own network
 * (OpenShift documentation, "About network policy").
 */
export function fromRouters(
  { route }: { readonly route: { readonly enabled: Condition } },
  ports: Connection['ports'],
): Connection {
  return {
    peers: [{ namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } }],
    ports,
    when: route.enabled,
  };
}

/** The host of a Route while its value is empty, unless it is left to OpenShift. */
export interface OwnHost {
  readonly host: Expr<string>;
  readonly generateHost: Condition;
}

/** The URL of a Route, for the notes of a chart. */
export function routeUrl(
  { host, path: at, tls }: RouteRefs,
  names: { readonly name: Expr<string>; readonly namespace: Expr<string> },
  own?: OwnHost,
) {
  const url = (name: Expr<string>, end: Expr<string> | string) =>
    choose(equal(tls.termination, 'none'), text`  http://${name}${end}`, text`  https://${name}${end}`);
  const generated = text`  The host of the Route: kubectl --namespace ${names.namespace} get route ${names.name} -o jsonpath='{.spec.host}'`;
  // In a loop the line of the template would be too long with the path.
  if (own !== undefined) return choose(own.generateHost, generated, url(own.host, ''));
  return choose(host, url(host, at), generated);
}

/** Service, timeout and name of a Route. */
export interface RouteOptions {
  /** Its port is named "http". */
  readonly service: Expr<string>;
  /** Longest duration of a request with its answer, in seconds. */
  readonly maxSeconds: Expr<number>;
  /** The path of its values, for messages. @default 'route' */
  readonly path?: string | Expr<string>;
  /** The host while the value is empty. @default - none: OpenShift makes one */
  readonly own?: OwnHost;
}

const TIMEOUT = 'haproxy.router.openshift.io/timeout';

/**
 * Adds a Route for a Service of a component, while it is enabled. The router waits as long as the longest stream; it holds nothing
 * back and limits no body (OpenShift documentation, "Route-specific annotations").
 */
export function addRoute(
  scope: Construct,
  component: Component,
  values: RouteRefs,
  options: RouteOptions,
): void {
  const { own, maxSeconds, path: at = 'route', service } = options;
  const { annotations: given, tls, wildcardPolicy } = values;
  const enabled = new OnlyIf(scope, 'route-if', values.enabled);
  validateRoute(enabled, at, values, own);
  const metadata = component.metadata(
    '',
    // Never empty: either the chart's annotation is there or the user's.
    neverEmpty(merged({ [TIMEOUT]: when(not(hasKey(given, TIMEOUT)), text`${maxSeconds}s`) }, given)),
    values.labels,
  );
  addCustomResource(enabled, 'route', below(at, 'enabled'), {
    of: Route,
    manifest: {
      metadata,
      spec: {
        host: own === undefined ? ifSet(values.host) : when(not(own.generateHost), own.host),
        path: when(not(equal(values.path, '/')), values.path),
        to: { kind: 'Service', name: service, weight: 100 },
        port: { targetPort: HTTP },
        wildcardPolicy: when(equal(wildcardPolicy, 'Subdomain'), wildcardPolicy),
        tls: when(not(equal(tls.termination, 'none')), {
          termination: tls.termination,
          insecureEdgeTerminationPolicy: tls.insecureEdgeTerminationPolicy,
          externalCertificate: when(tls.externalCertificate, { name: tls.externalCertificate }),
          destinationCACertificate: ifSet(tls.destinationCACertificate),
        }),
      },
    },
  });
}

/** Rejects a Route that OpenShift does not accept (openshift/library-go, pkg/route/validation). */
function validateRoute(
  enabled: OnlyIf,
  at: string | Expr<string>,
  { host, path: urlPath, tls, wildcardPolicy }: RouteRefs,
  own: OwnHost | undefined,
): void {
  const reject = (key: string, reason: string, ...conditions: Condition[]) =>
    StackTemplate.of(enabled).addValidationWithin(enabled, below(at, key), reason, ...conditions);
  const passthrough = equal(tls.termination, 'passthrough');
  reject(
    'path',
    'is not / although tls.termination is passthrough, with which the router sees no path; set it to /.',
    passthrough,
    not(equal(urlPath, '/')),
  );
  reject(
    'tls.insecureEdgeTerminationPolicy',
    'is Allow although tls.termination is passthrough; set it to Redirect or None.',
    passthrough,
    equal(tls.insecureEdgeTerminationPolicy, 'Allow'),
  );
  reject(
    'tls.externalCertificate',
    'is set although tls.termination is neither edge nor reencrypt; set that, or leave this empty.',
    tls.externalCertificate,
    or(equal(tls.termination, 'none'), passthrough),
  );
  reject(
    'tls.destinationCACertificate',
    'is set although tls.termination is not reencrypt; set that, or leave this empty.',
    tls.destinationCACertificate,
    not(equal(tls.termination, 'reencrypt')),
  );
  const subdomain = equal(wildcardPolicy, 'Subdomain');
  if (own === undefined) {
    const reason = 'is Subdomain although host is empty; set host to a host of the domain.';
    return reject('wildcardPolicy', reason, and(subdomain, not(host)));
  }
  const { generateHost } = own;
  reject('generateHost', 'is true and host is set; set one of them.', generateHost, host);
  reject(
    'wildcardPolicy',
    'is Subdomain although generateHost is true; set host to a host of the domain instead.',
    and(subdomain, generateHost),
  );
}
