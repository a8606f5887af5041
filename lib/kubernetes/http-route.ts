import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
} from '../../imports/gateway.networking.k8s.io';
import { literal, type Expr, type Ref } from '../engine/template/expression';
import {
  and,
  asJson,
  distinct,
  equal,
  greaterThan,
  lengthOf,
  matches,
  not,
  or,
  orElse,
  releaseNamespace,
  text,
  type Condition,
} from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { ForEachItem, OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import {
  choose,
  commented,
  each,
  ifSet,
  lines,
  neverEmpty,
  when,
  type Templated,
} from '../engine/template/tree';
import { entry, list, section } from '../engine/values/collections';
import { optional, required } from '../engine/values/declaration';
import { ingressHost, namespaceName, requiredName } from '../engine/values/names';
import { boolean, oneOf, pathPattern, NOT_PLAIN } from '../engine/values/scalars';
import { formed } from '../engine/values/string-form';
import { annotations, labels } from '../engine/values/string-maps';
import { apiObject } from './api-object';
import type { Component } from './component';
import { addCustomResource } from './custom-resource';
import { namespaceNamed, rangesOf, type Connection, type ingressCidrsValue } from './network-policy';
import { warnOfUnused } from './unused';
import { below } from './validation';

const parentRef = entry('A Gateway.', {
  group: optional(
    oneOf('gateway.networking.k8s.io', "Group of the kind; absent for the Gateway API's.", [
      'gateway.networking.k8s.io',
    ]),
  ),
  kind: optional(oneOf('Gateway', 'Kind of the parent; absent for Gateway.', ['Gateway', 'ListenerSet'])),
  name: requiredName('Name of the Gateway.'),
  namespace: optional(namespaceName("Namespace of the Gateway; absent for the release's.")),
  sectionName: optional(requiredName('Name of the listener; absent for all listeners.')),
});

const GATEWAY = literal('Gateway');

const pair = (what: string) =>
  entry(`${what}.`, {
    type: oneOf('Exact', 'How the value is matched.', ['Exact', 'RegularExpression']),
    name: required(
      formed('', `Name of the ${what.toLowerCase()}.`, {
        pattern: /^[A-Za-z0-9_.-]+$/,
        longest: 256,
        expects: 'the name of a header or a query parameter, such as X-Tenant',
        samples: ['X-Tenant', 'version', 'y', '1e6', 'null'],
        yamlSafe: true,
      }),
    ),
    value: required(
      formed('', 'Value.', {
        pattern: /^[!-~]([ -~]*[!-~])?$/,
        longest: 1024,
        expects: 'a value of a header or a query parameter, on one line',
        samples: ['blue', 'a b', '^v[0-9]+$', '1e6', 'no', '"'],
        yamlSafe: false,
      }),
    ),
  });

const METHODS = [
  '', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH',
] as const; // prettier-ignore

const match = entry('A match: all that it says must hold.', {
  path: section('Path.', {
    type: oneOf('PathPrefix', 'How the path is matched.', ['PathPrefix', 'Exact', 'RegularExpression']),
    value: pathPattern('/', 'Path; a regular expression if type is RegularExpression.'),
  }),
  headers: list([], 'Headers.', pair('Header')),
  queryParams: list([], 'Query parameters.', pair('Query parameter')),
  method: oneOf('', 'Method; empty for all.', METHODS),
});

const filter = apiObject('HTTPRouteFilter', 'Filter.', [
  { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Via', value: 'gateway' }] } },
  {
    type: 'RequestRedirect',
    requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/health' } },
  },
  { type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Login', name: 'login' } },
]);

/** The values of an HTTPRoute. */
export const httpRouteValues = section(
  'HTTPRoute of the Gateway API, beside the Ingress or instead of it. The Gateway is not part of the chart.',
  {
    enabled: boolean(false, 'Create an HTTPRoute.'),
    labels: labels({}, 'Labels of the HTTPRoute.'),
    annotations: annotations({}, 'Annotations of the HTTPRoute.'),
    parentRefs: list([], 'Gateways that it is for; required.', parentRef),
    hostnames: list(
      [],
      "Host names; empty for all that the Gateway's listeners have.",
      ingressHost('', 'Host name.'),
    ),
    rules: list(
      [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
      'Rules: which requests are routed to the Service.',
      entry('A rule.', {
        matches: list(
          [{ path: { type: 'PathPrefix', value: '/' } }],
          'Matches, one of which a request must have; all requests if absent.',
          match,
        ),
        filters: list([], 'Filters, in the format of the Gateway API.', filter),
      }),
    ),
    timeouts: boolean(
      true,
      'Let the Gateway wait as long as the longest stream or call takes; false for a Gateway without support for timeouts.',
    ),
    httpsRedirect: section('Second HTTPRoute, which redirects from HTTP to HTTPS.', {
      enabled: boolean(false, 'Create the HTTPRoute.'),
      parentRefs: list([], 'Gateways with their listeners for HTTP; required.', parentRef),
    }),
  },
);

/** The values of an HTTPRoute, as references. */
export type HttpRouteRefs = Ref<typeof httpRouteValues>;

/** The namespaces of the Gateways' proxies, whose pods may connect while there is an HTTPRoute. */
export const gatewayNamespacesValue = list(
  ['envoy-gateway-system'],
  "Namespaces of the Gateways' proxies, allowed while httpRoute is enabled.",
  namespaceName('Name of the namespace.'),
);

/** Connections from the proxies of Gateways, and from load balancers that are no pods, while there is an HTTPRoute. */
export function fromGateways(
  values: {
    readonly httpRoute: { readonly enabled: Condition };
    readonly networkPolicy: {
      readonly gatewayNamespaces: Ref<typeof gatewayNamespacesValue>;
      readonly ingressCIDRs: Ref<typeof ingressCidrsValue>;
    };
  },
  ports: Connection['ports'],
): Connection {
  const { gatewayNamespaces, ingressCIDRs } = values.networkPolicy;
  return {
    peers: [each(gatewayNamespaces, 'namespace', namespaceNamed), rangesOf(ingressCIDRs)],
    ports,
    when: and(values.httpRoute.enabled, or(gatewayNamespaces, ingressCIDRs)),
  };
}

/**
 * The URLs of the host names of an HTTPRoute, a line each, for the notes of a chart.
 *
 * @param hostname the one while the list of host names is empty
 */
export function httpRouteUrls(
  { hostnames, httpsRedirect, parentRefs }: HttpRouteRefs,
  names: { readonly name: Expr<string>; readonly namespace: Expr<string> },
  hostname?: Expr<string>,
) {
  // The listener knows the protocol; its name says it in every example of the Gateway API.
  const tls = or(httpsRedirect.enabled, matches(asJson(parentRefs), /"sectionName":"[^"]*https/));
  const url = (host: Expr<string>) => choose(tls, text`  https://${host}`, text`  http://${host}`);
  return choose(
    hostnames,
    lines(each(hostnames, 'hostname', url)),
    hostname === undefined
      ? text`  The hosts of its Gateways: kubectl --namespace ${names.namespace} describe httproute ${names.name}`
      : url(hostname),
  );
}

/** Service, timeouts and name of an HTTPRoute. */
export interface HttpRouteOptions {
  readonly service: { readonly name: Expr<string>; readonly port: Expr<number> };
  /** Longest duration of a request with its answer, in seconds. */
  readonly maxSeconds: Expr<number>;
  /** @default - it is named as the component is */
  readonly suffix?: string;
  /** The path of its values, for messages. @default 'httpRoute' */
  readonly path?: string | Expr<string>;
  /** The host name while the list of host names is empty. @default - none: all of the listeners */
  readonly hostname?: Expr<string>;
}

/**
 * Adds an HTTPRoute for a Service of a component, while it is enabled, and one that redirects to HTTPS.
 *
 * The Gateway API has no setting for the size or the buffering of bodies.
 */
export function addHttpRoute(
  scope: Construct,
  component: Component,
  values: HttpRouteRefs,
  options: HttpRouteOptions,
): void {
  const { hostname, maxSeconds, path = 'httpRoute', service, suffix = '' } = options;
  const enabled = new OnlyIf(scope, 'httproute-if', values.enabled);
  validateHttpRoute(enabled, path, values, hostname === undefined);
  validateRedirect(scope, path, values);
  const metadata = (end: string) => component.metadata(end, values.annotations, values.labels);
  const hostnames =
    hostname === undefined
      ? values.hostnames
      : neverEmpty([
          choose(
            values.hostnames,
            each(values.hostnames, 'hostname', (one) => one),
            hostname,
          ),
        ]);
  const seconds = text`${maxSeconds}s`;
  addCustomResource(enabled, 'httproute', below(path, 'enabled'), {
    of: HttpRoute,
    manifest: {
      metadata: metadata(suffix),
      spec: {
        parentRefs: values.parentRefs,
        hostnames,
        rules: neverEmpty([
          each(values.rules, 'rule', (rule) => ({
            matches: [
              each(rule.matches, 'match', (one) => ({
                path: { type: one.path.type, value: one.path.value },
                headers: [each(one.headers, 'header', typedPair)],
                queryParams: [each(one.queryParams, 'parameter', typedPair)],
                method: ifSet(one.method),
              })),
            ],
            filters: rule.filters,
            // The Gateway API rejects a redirect together with a backend.
            backendRefs: when(not(hasFilter(rule.filters, 'RequestRedirect')), [
              { name: service.name, port: service.port },
            ]),
            timeouts: when(values.timeouts, {
              request: commented(
                'Streams end with the request, so both are as long as the longest.',
                seconds,
              ),
              backendRequest: seconds,
            }),
          })),
        ]),
      },
    },
  });
  addHttpsRedirect(scope, values, { metadata: metadata(`${suffix}-redirect`), hostnames });
}

type Pair = Ref<ReturnType<typeof pair>>;

function typedPair({ type, name, value }: Pair) {
  return { type, name, value };
}

/** Whether a rule has a filter of a type. */
export function hasFilter(filters: Expr<readonly unknown[]>, type: string): Condition {
  return matches(asJson(filters), new RegExp(`"type":"${type}"`));
}

/** Adds the HTTPRoute that redirects from HTTP to HTTPS: an HTTPRoute cannot treat two of its listeners differently. */
function addHttpsRedirect(
  scope: Construct,
  { enabled, httpsRedirect }: HttpRouteRefs,
  { metadata, hostnames }: RedirectParts,
): void {
  const both = new OnlyIf(scope, 'httproute-redirect-if', and(enabled, httpsRedirect.enabled));
  Resource.of(both, 'httproute-redirect', {
    of: HttpRoute,
    manifest: {
      metadata,
      spec: {
        parentRefs: httpsRedirect.parentRefs,
        hostnames,
        rules: [
          {
            filters: [
              {
                type: 'RequestRedirect',
                requestRedirect: {
                  scheme: 'https',
                  statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
                },
              },
            ],
          },
        ],
      },
    },
  });
}

/** What the two HTTPRoutes have in common. */
interface RedirectParts {
  readonly metadata: Templated<ApiObjectMetadata>;
  readonly hostnames: Templated<string[]>;
}

// The limits of the Gateway API.
const MOST = { hostnames: 16, rules: 16 } as const;

/** Rejects an HTTPRoute that the Gateway API does not accept, or that routes nothing. */
function validateHttpRoute(
  enabled: OnlyIf,
  path: string | Expr<string>,
  values: HttpRouteRefs,
  rulesRequired: boolean,
): void {
  const { parentRefs, rules } = values;
  const reject = (scope: Construct, key: string, reason: string, ...conditions: Condition[]) =>
    StackTemplate.of(scope).addValidationWithin(scope, below(path, key), reason, ...conditions);
  reject(
    enabled,
    'parentRefs',
    'is empty although httpRoute.enabled is true; name at least one Gateway.',
    not(parentRefs),
  );
  // In an entry of a map an empty list has the default rules.
  if (rulesRequired)
    reject(
      enabled,
      'rules',
      'is empty although httpRoute.enabled is true; give at least one rule.',
      not(rules),
    );
  for (const key of ['hostnames', 'rules'] as const)
    reject(
      enabled,
      key,
      `has more than ${String(MOST[key])} items, the limit of the Gateway API; give fewer.`,
      greaterThan(lengthOf(values[key]), MOST[key]),
    );
  const rule = new ForEachItem(enabled, 'rules', rules, 'rule');
  const at = new ForEachItem(rule, 'matches', rule.item.matches, 'match');
  reject(
    at,
    'rules',
    'has a path that is no plain one, such as a regular expression; its type must be RegularExpression.',
    not(equal(at.item.path.type, 'RegularExpression')),
    matches(at.item.path.value, NOT_PLAIN),
  );
  validateParents(enabled, below(path, 'parentRefs'), parentRefs);
}

/** Rejects a redirect without an HTTPRoute to redirect to, without listeners, and of HTTPS to itself. */
function validateRedirect(scope: Construct, path: string | Expr<string>, values: HttpRouteRefs): void {
  const { enabled, httpsRedirect, parentRefs } = values;
  // Within a loop it is for the stack to warn.
  if (typeof path === 'string') warnOfUnused(scope, { enabled, is: false }, httpsRedirect.enabled);
  const redirect = new OnlyIf(scope, 'redirect-rules', and(enabled, httpsRedirect.enabled));
  const parents = below(path, 'httpsRedirect.parentRefs');
  const reject = (within: Construct, at: string | Expr<string>, reason: string, ...conditions: Condition[]) =>
    StackTemplate.of(scope).addValidationWithin(within, at, reason, ...conditions);
  reject(
    redirect,
    parents,
    'is empty although httpsRedirect.enabled is true; name the listeners for HTTP.',
    not(httpsRedirect.parentRefs),
  );
  validateParents(redirect, parents, httpsRedirect.parentRefs);
  const { one, other, loop } = pairsOf(redirect, 'redirected', httpsRedirect.parentRefs, parentRefs);
  reject(
    loop,
    parents,
    'has a listener that httpRoute.parentRefs has too, so HTTPS would be redirected to itself; name each listener in sectionName.',
    sameGateway(one, other),
    or(not(one.sectionName), not(other.sectionName), equal(sectionOf(one), sectionOf(other))),
  );
}

type ParentRefs = HttpRouteRefs['parentRefs'];
type ParentRef = Ref<typeof parentRef>;

/** Rejects parents that are there twice, and a Gateway as a whole beside a listener of it. */
function validateParents(scope: Construct, path: string | Expr<string>, parentRefs: ParentRefs): void {
  const stack = StackTemplate.of(scope);
  const twice = 'names a listener twice; name each once.';
  stack.addValidationWithin(
    scope,
    path,
    twice,
    greaterThan(lengthOf(parentRefs), lengthOf(distinct(parentRefs))),
  );
  const { one, other, loop } = pairsOf(scope, 'parents', parentRefs, parentRefs);
  // Once with what is meant without being said, such as the kind Gateway.
  stack.addValidationWithin(
    loop,
    path,
    twice,
    sameGateway(one, other),
    equal(sectionOf(one), sectionOf(other)),
    greaterThan(lengthOf(asJson(one)), lengthOf(asJson(other))),
  );
  stack.addValidationWithin(
    loop,
    path,
    'names a Gateway with a listener and without; name the listener in sectionName each time.',
    sameGateway(one, other),
    one.sectionName,
    not(other.sectionName),
  );
}

/** Each parent of a list with each of another one. */
function pairsOf(scope: Construct, id: string, first: ParentRefs, second: ParentRefs) {
  const outer = new ForEachItem(scope, id, first, 'parent');
  const loop = new ForEachItem(outer, 'others', second, 'other');
  return { one: outer.item, other: loop.item, loop };
}

function sameGateway(one: ParentRef, other: ParentRef): Condition {
  return and(
    equal(one.name, other.name),
    equal(orElse(one.kind, GATEWAY), orElse(other.kind, GATEWAY)),
    equal(orElse(one.namespace, releaseNamespace), orElse(other.namespace, releaseNamespace)),
  );
}

function sectionOf({ sectionName }: ParentRef): Expr<string> {
  return orElse(sectionName, '');
}
