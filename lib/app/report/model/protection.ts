import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { stacks, type StackName } from '../../../stacks/stacks';
import type { Login } from '../../../stacks/definition';
import { issuerOf } from './secrets';

/** Whether something is so; `elsewhere` where what decides it is no object of the environment. */
export interface Answer {
  readonly is: 'yes' | 'no' | 'elsewhere';
  readonly words: string;
}

/** Whether clients speak TLS to a host of an object. */
export function tlsOf(object: KubernetesObject, host: string): Answer {
  switch (object['kind']) {
    case 'Ingress':
      return tlsOfIngress(object, host);
    case 'HTTPRoute':
      return tlsOfHttpRoute(object);
    case 'Route': {
      const termination = scalarString(at(object, 'spec', 'tls', 'termination'));
      return termination === ''
        ? { is: 'no', words: 'none' }
        : { is: 'yes', words: `at the router (${termination})` };
    }
    default:
      return { is: 'elsewhere', words: 'what the pods speak' };
  }
}

function tlsOfIngress(object: KubernetesObject, host: string): Answer {
  const certificate = items(at(object, 'spec', 'tls')).find((entry) =>
    items(at(entry, 'hosts')).some((name) => covers(scalarString(name), host)),
  );
  if (certificate === undefined) return { is: 'no', words: 'none' };
  const issuer = issuerOf(object);
  const secret = `Secret ${scalarString(at(certificate, 'secretName'))}`;
  return { is: 'yes', words: issuer === undefined ? secret : `${secret}, issued by ${issuer}` };
}

/** A certificate for `*.example.com` covers one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && name.slice(1) === host.slice(host.indexOf('.')));
}

function tlsOfHttpRoute(object: KubernetesObject): Answer {
  const redirects = items(at(object, 'spec', 'rules'))
    .flatMap((rule) => items(at(rule, 'filters')))
    .some((filter) => at(filter, 'requestRedirect', 'scheme') === 'https');
  if (redirects) return { is: 'elsewhere', words: 'none here: redirects to https' };
  const listeners = items(at(object, 'spec', 'parentRefs')).map((parent) =>
    scalarString(at(parent, 'sectionName')),
  );
  const named = listeners.filter((listener) => listener !== '');
  return {
    is: 'elsewhere',
    words: `the Gateway's${named.length === 0 ? '' : `, listener ${named.join(', ')}`}`,
  };
}

/** Annotations that make a controller ask who a client is: ingress-nginx, Traefik, the AWS Load Balancer Controller. */
const LOGIN_ANNOTATIONS = [
  /^nginx\.ingress\.kubernetes\.io\/auth-(url|tls-secret|type)$/,
  /^traefik\.ingress\.kubernetes\.io\/router\.middlewares$/,
  /^alb\.ingress\.kubernetes\.io\/auth-type$/,
];

/** What asks clients of an object who they are: its controller, or else the software of the stack behind it. */
export function loginOf(object: KubernetesObject, stack: string, pods: readonly KubernetesObject[]): Answer {
  const annotations = Object.keys(at(object, 'metadata', 'annotations') ?? {});
  const annotation = annotations.find((key) => LOGIN_ANNOTATIONS.some((form) => form.test(key)));
  if (annotation !== undefined) return { is: 'yes', words: `the controller, by ${annotation}` };
  const extended = items(at(object, 'spec', 'rules'))
    .flatMap((rule) => items(at(rule, 'filters')))
    .find((filter) => at(filter, 'type') === 'ExtensionRef');
  if (extended !== undefined) {
    const name = scalarString(at(extended, 'extensionRef', 'name'));
    return { is: 'elsewhere', words: `the filter ${name}, if it asks` };
  }
  return ofSoftware(Object.hasOwn(stacks, stack) ? stacks[stack as StackName].login : undefined, pods);
}

function ofSoftware(login: Login | undefined, pods: readonly KubernetesObject[]): Answer {
  if (login === undefined) return { is: 'elsewhere', words: 'the software decides' };
  if (login.by === undefined) return { is: 'no', words: 'none' };
  const variables = pods
    .flatMap((workload) => items(at(workload, 'spec', 'template', 'spec', 'containers')))
    .flatMap((container) => items(at(container, 'env')))
    .map((variable) => scalarString(at(variable, 'name')));
  return login.variable === undefined || variables.includes(login.variable)
    ? { is: 'yes', words: login.by }
    : { is: 'no', words: 'none' };
}
