import * as z from 'zod';
import type { Declaration } from './declaration';
import { formed, schemaOf, type Scalar } from './string-form';

const DNS_LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const DNS_NAME = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const LONGEST_DNS_NAME = 253;

/** The name of a Kubernetes object (a DNS subdomain), or empty for none. */
export function objectName(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^(${DNS_NAME})?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a Kubernetes name (lowercase letters, digits, "-" and ".") or empty',
    limits: '',
    samples: ['', 'a', 'name-1', 'a.b', '1e6', '0755', 'y', 'null'],
    yamlSafe: true,
  });
}

/** The name of a storage class; empty for the cluster's default, `-` for none: then only a volume without a class is bound. */
export function storageClassName(description: string): Scalar<string> {
  return formed('', description, {
    pattern: new RegExp(`^(${DNS_NAME}|-)?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'the name of a storage class (lowercase letters, digits, "-" and "."), "-" for none or empty',
    limits: '',
    samples: ['', 'fast', '-', 'a.b', '1e6', '0755', 'y', 'null'],
    yamlSafe: false,
  });
}

/** The name of a Kubernetes object that must be there. */
export function requiredName(description: string): Declaration<string, 'required', false> {
  return {
    ...objectName('', description),
    schema: () => schemaOf({ pattern: new RegExp(`^${DNS_NAME}$`), longest: LONGEST_DNS_NAME }),
    presence: 'required',
    default: undefined,
    expects: 'a Kubernetes name (lowercase letters, digits, "-" and ".")',
    samples: ['a', 'name-1', 'a.b', '1e6', '0755', 'y', 'null'],
  };
}

/** The name of a namespace, which unlike other names has no dot in it. */
export function namespaceName(description: string): Declaration<string, 'required', false> {
  return {
    ...requiredName(description),
    schema: () => z.string().regex(new RegExp(`^${DNS_LABEL}$`)),
    expects: 'the name of a namespace (at most 63 lowercase letters, digits and "-")',
    samples: ['a', 'name-1', '1e6', '0755', 'y', 'null', 'apps'],
  };
}

/** The name of another namespace, or empty for none. */
export function otherNamespace(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^(${DNS_LABEL})?$`),
    expects: 'the name of a namespace (at most 63 lowercase letters, digits and "-") or empty',
    limits: '',
    samples: ['', 'a', 'name-1', '1e6', '0755', 'y', 'null', 'apps'],
    yamlSafe: true,
  });
}

/** The name of another namespace, `*` for all of them, or empty for none. */
export function namespaceOrAny(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^(${DNS_LABEL}|\\*)?$`),
    expects: 'the name of a namespace (at most 63 lowercase letters, digits and "-"), "*" for all, or empty',
    limits: '',
    samples: ['', 'a', 'name-1', '1e6', '0755', 'y', 'null', 'apps', '*'],
    yamlSafe: false,
  });
}

/** A single DNS label of limited length, or empty for none. */
export function dnsLabel(def: string, description: string, maximumLength: number): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^([a-z]([-a-z0-9]{0,${String(maximumLength - 2)}}[a-z0-9])?)?$`),
    expects: `a name of at most ${String(maximumLength)} lowercase letters, digits and "-", beginning with a letter, or empty`,
    limits: `At most ${String(maximumLength)} lowercase letters, digits and "-", beginning with a letter.`,
    samples: ['', 'a', 'name-1', 'y', 'null', 'x'.repeat(maximumLength)],
    yamlSafe: true,
  });
}

/** A DNS host name or an IPv4 address, or empty for none. */
export function hostname(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^(${DNS_NAME})?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a host name such as redis.example.com, or empty',
    examples: ['host.example.com', '10.0.0.1'],
    samples: ['', 'redis', 'redis.example.com', '10.0.0.1', '1e6'],
    yamlSafe: true,
  });
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4_RANGE = `${OCTET}(\\.${OCTET}){3}/([0-9]|[12][0-9]|3[0-2])`;

/** Eight groups of digits, of which `::` stands for one or more that are zero (RFC 4291, 2.2). */
function ipv6Pattern(): string {
  const group = '[0-9a-fA-F]{1,4}';
  const shortened = [1, 2, 3, 4, 5, 6].map(
    (before) => `(${group}:){1,${String(before)}}(:${group}){1,${String(7 - before)}}`,
  );
  return [`(${group}:){7}${group}`, `(${group}:){1,7}:`, ...shortened, `:((:${group}){1,7}|:)`].join('|');
}

/** A range of IPv4 or IPv6 addresses such as `10.0.0.0/8` or `2001:db8::/32`. */
export function addressRange(description: string): Declaration<string, 'required', false> {
  return {
    ...formed('', description, {
      pattern: new RegExp(`^(${IPV4_RANGE}|(${ipv6Pattern()})/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$`),
      expects: 'a range of addresses such as 10.0.0.0/8 or 2001:db8::/32',
      examples: ['10.0.0.0/8'],
      samples: ['10.0.0.0/8', '0.0.0.0/0', '203.0.113.7/32', '2001:db8::/32', '::/0', 'fd00::1/128'],
      yamlSafe: true,
    }),
    presence: 'required',
    default: undefined,
  };
}

/**
 * The host of an Ingress rule: a DNS name that may begin with a wildcard. Its last part begins with a letter, as all domains of
 * the first level do: an Ingress takes no addresses (Kubernetes, pkg/apis/networking/validation).
 */
export function ingressHost(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^(\\*\\.)?(${DNS_LABEL}\\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a host name such as relay.example.com or *.example.com',
    examples: ['app.example.com', '*.example.com'],
    samples: ['a', 'relay.example.com', '*.example.com', '1.y'],
    yamlSafe: true,
  });
}

/** The host of an Ingress rule as in {@link ingressHost}, or empty for all hosts. */
export function anyIngressHost(description: string): Scalar<string> {
  return formed('', description, {
    pattern: new RegExp(`^((\\*\\.)?(${DNS_LABEL}\\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?)?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a host name such as app.example.com or *.example.com, or empty',
    examples: ['app.example.com', '*.example.com'],
    samples: ['', 'a', 'relay.example.com', '*.example.com', '1.y'],
    yamlSafe: true,
  });
}

/** A name of letters, digits and underscores, such as that of a database. */
export function identifier(def: string, description: string, maximumLength: number): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^[A-Za-z_][A-Za-z0-9_]{0,${String(maximumLength - 1)}}$`),
    expects: `at most ${String(maximumLength)} letters, digits and "_", not beginning with a digit`,
    limits: `At most ${String(maximumLength)} letters, digits and "_", not beginning with a digit.`,
    samples: ['a', 'name_1', 'Name', 'y', 'null', '_'],
    yamlSafe: true,
  });
}

/** A key of a Secret. */
export function secretKey(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^([-_A-Za-z0-9]|\.[-_A-Za-z0-9])[-._A-Za-z0-9]*$/,
    longest: 253,
    expects: 'a key of a Secret: letters, digits, "-", "_" and "."',
    samples: ['api-key', 'API_KEY', 'a.b', '1e6', 'null', '-'],
    yamlSafe: false,
  });
}
