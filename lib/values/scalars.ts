import { z } from 'zod';
import type { Declaration, Json } from './declaration';

type Scalar<T extends string | number | boolean, S extends boolean = false> = Declaration<T, 'defaulted', S>;

interface TextForm {
  readonly pattern: RegExp;
  /** Most characters; by default as many as the pattern lets through. */
  readonly longest?: number;
  readonly expects: string;
  readonly samples: readonly string[];
  readonly token: boolean;
}

// YAML reads some control characters as line breaks and no Kubernetes field wants any but tab and newline.
// Written with \x, since Go's regular expressions, which Helm checks with, know no \u.

const PRINTABLE = /^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$/;

/** Strings that YAML, Go templates or JavaScript are known to misread when they are written carelessly. */
export const NASTY_STRINGS: readonly string[] = [
  '0o7', '1e6', 'y', 'no', '0755', '1.10', 'null', '~', 'true', '1_000', '12:30:45', '0x1F', '.5', '-', '?', ':', '#a',
  'a: b', 'a #b', ' lead', 'trail ', '"', "'", '\\', '\\n', '{{ $labels.pod }}', '{{', '}}', '<&>', '%', '@x', '`x`', '*x',
  '&x', '!x', '|', '>', '[x]', '{x}', 'a,b', 'a=b', '=', 'é', '日本', '😀', 'a\tb', 'a\nb', 'a\nb\n', '\nx', 'x\n\n', ' ', '\n',
  '$HOME', '$(X)', '${x}', '2024-01-01', '---', '...', '<<', '.inf', '.nan', '+1', '1e1000', '0b1',
]; // prettier-ignore

function string<T extends string>(def: string, description: string, form: TextForm): Scalar<T> {
  return {
    shape: { type: 'string', token: form.token },
    schema: schemaOf(form) as unknown as z.ZodType<T>,
    presence: 'defaulted',
    default: def,
    description,
    expects: form.expects,
    secret: false,
    samples: form.samples,
  };
}

function schemaOf({ pattern, longest }: Pick<TextForm, 'pattern' | 'longest'>): z.ZodType<string> {
  const texts = z.string().regex(pattern);
  return longest === undefined ? texts : texts.max(longest);
}

/** Any text. An empty text means "not set". */
export function text(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: PRINTABLE,
    expects: 'text without control characters',
    samples: ['', 'text', ...NASTY_STRINGS],
    token: false,
  });
}

/** A secret given as text. Environments cannot set it; they name an existing Secret instead. */
export function secret(description: string): Declaration<string, 'defaulted', true> {
  return { ...text('', description), secret: true };
}

const DNS_LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const DNS_NAME = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const LONGEST_DNS_NAME = 253;

/** The name of a Kubernetes object (a DNS subdomain), or empty for none. */
export function objectName(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^(${DNS_NAME})?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a Kubernetes name (small letters, digits, "-" and ".") or empty',
    samples: ['', 'a', 'name-1', 'a.b', '1e6', '0755', 'y', 'null'],
    token: true,
  });
}

/** The name of a Kubernetes object that must be there. */
export function requiredName(description: string): Declaration<string, 'mandatory', false> {
  return {
    ...objectName('', description),
    schema: schemaOf({ pattern: new RegExp(`^${DNS_NAME}$`), longest: LONGEST_DNS_NAME }),
    presence: 'mandatory',
    default: undefined,
    expects: 'a Kubernetes name (small letters, digits, "-" and ".")',
    samples: ['a', 'name-1', 'a.b', '1e6', '0755', 'y', 'null'],
  };
}

/** The name of a namespace, which unlike other names has no dot in it. */
export function namespaceName(description: string): Declaration<string, 'mandatory', false> {
  return {
    ...requiredName(description),
    schema: z.string().regex(new RegExp(`^${DNS_LABEL}$`)),
    expects: 'the name of a namespace (at most 63 small letters, digits and "-")',
    samples: ['a', 'name-1', '1e6', '0755', 'y', 'null', 'apps'],
  };
}

/** The name of another namespace, or empty for none. */
export function otherNamespace(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^(${DNS_LABEL})?$`),
    expects: 'the name of a namespace (at most 63 small letters, digits and "-") or empty',
    samples: ['', 'a', 'name-1', '1e6', '0755', 'y', 'null', 'apps'],
    token: true,
  });
}

/** A single DNS label of limited length, or empty for none. */
export function dnsLabel(def: string, description: string, maximumLength: number): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^([a-z]([-a-z0-9]{0,${String(maximumLength - 2)}}[a-z0-9])?)?$`),
    expects: `a name of at most ${String(maximumLength)} small letters, digits and "-", beginning with a letter, or empty`,
    samples: ['', 'a', 'name-1', 'y', 'null', 'x'.repeat(maximumLength)],
    token: true,
  });
}

/** A DNS host name or an IPv4 address, or empty for none. */
export function hostname(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^(${DNS_NAME})?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a host name such as redis.example.com, or empty',
    samples: ['', 'redis', 'redis.example.com', '10.0.0.1', '1e6'],
    token: true,
  });
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

/** A range of IPv4 addresses such as `10.0.0.0/8`. */
export function addressRange(description: string): Declaration<string, 'mandatory', false> {
  return {
    ...string('', description, {
      pattern: new RegExp(`^${OCTET}(\\.${OCTET}){3}/([0-9]|[12][0-9]|3[0-2])$`),
      expects: 'a range of addresses such as 10.0.0.0/8',
      samples: ['10.0.0.0/8', '0.0.0.0/0', '203.0.113.7/32'],
      token: true,
    }),
    presence: 'mandatory',
    default: undefined,
  };
}

/**
 * The host of an Ingress rule: a DNS name that may begin with a wildcard. Its last part begins with a letter, as all domains of
 * the first level do: an Ingress takes no addresses (Kubernetes, pkg/apis/networking/validation).
 */
export function ingressHost(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^(\\*\\.)?(${DNS_LABEL}\\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?$`),
    longest: LONGEST_DNS_NAME,
    expects: 'a host name such as relay.example.com or *.example.com',
    samples: ['a', 'relay.example.com', '*.example.com', '1.y'],
    token: true,
  });
}

/** A name of letters, digits and underscores, such as that of a database. */
export function identifier(def: string, description: string, maximumLength: number): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^[A-Za-z_][A-Za-z0-9_]{0,${String(maximumLength - 1)}}$`),
    expects: `at most ${String(maximumLength)} letters, digits and "_", beginning with no digit`,
    samples: ['a', 'name_1', 'Name', 'y', 'null', '_'],
    token: true,
  });
}

/** A Kubernetes quantity such as `500m`, `0.5`, `256Mi`, or a small whole number. */
export function quantity(def: string, description: string): Declaration<string | number, 'defaulted', false> {
  const form = /^[0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
  // Helm would print a larger number as 1e+06.
  const maximum = 999_999;
  return {
    shape: { type: 'string', token: true },
    schema: z.union([z.string().regex(form), z.number().int().min(0).max(maximum)]),
    jsonSchema: { type: ['string', 'integer'], pattern: form.source, minimum: 0, maximum },
    presence: 'defaulted',
    default: def,
    description,
    expects: 'a Kubernetes quantity such as 500m, 2 or 256Mi',
    secret: false,
    samples: ['500m', '1', 1, '0.5', '256Mi', '8Gi', '10', maximum],
  };
}

/** A {@link quantity} above zero, such as the size of a volume. */
export function amount(def: string, description: string): Declaration<string | number, 'defaulted', false> {
  const base = quantity(def, description);
  const form = /^([0-9]*[1-9][0-9]*(\.[0-9]+)?|0+\.[0-9]*[1-9][0-9]*)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
  const limits = { minimum: 1, maximum: 999_999 };
  return {
    ...base,
    schema: z.union([z.string().regex(form), z.number().int().min(limits.minimum).max(limits.maximum)]),
    jsonSchema: { type: ['string', 'integer'], pattern: form.source, ...limits },
    expects: 'a Kubernetes quantity above zero such as 8Gi',
  };
}

const UNITS = ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const;

/** Each unit at most once and the larger before the smaller, at least one of them: what Prometheus and its operator take. */
function durationPattern(): RegExp {
  const beginningWith = UNITS.map((unit, index) => {
    const smaller = UNITS.slice(index + 1).map((other) => `([0-9]+${other})?`);
    return `[0-9]+${unit}${smaller.join('')}`;
  });
  return new RegExp(`^(${beginningWith.join('|')})$`);
}

/** A Prometheus duration such as `30s`. */
export function duration(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: durationPattern(),
    expects: 'a duration such as 30s or 1m30s',
    samples: ['30s', '1m', '1m30s', '1d'],
    token: true,
  });
}

/** The repository part of an image reference, without tag. */
export function imageRepository(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    expects: 'an image repository such as ghcr.io/owner/name, without tag',
    samples: ['redis', 'ghcr.io/wei-shaw/claude-relay-service', 'registry:5000/a/b'],
    token: true,
  });
}

/** The tag of an image, or empty for the chart's appVersion. */
export function imageTag(def: string, description: string): Scalar<string> {
  return string(def, description, {
    // A label holds the tag too, and allows no more than this.
    pattern: /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
    expects: 'an image tag such as v1.2.3, of at most 63 characters',
    samples: ['', 'v1.2.3', '1.10', '1e6', '0755', 'latest'],
    token: true,
  });
}

// A part of a path that is neither "." nor "..".
const SEGMENT = '([.]{0,2}[A-Za-z0-9_~-][A-Za-z0-9._~-]*|[.]{3}[A-Za-z0-9._~-]*)';

/** An absolute path in a container or a URL, without empty parts, "." and "..", which an Ingress refuses. */
export function path(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: new RegExp(`^/(${SEGMENT}(/${SEGMENT})*/?)?$`),
    expects: 'an absolute path such as /metrics, without "//", "." and ".."',
    samples: ['/', '/metrics', '/a/b.c'],
    token: true,
  });
}

/** An http or https URL. */
export function httpUrl(def: string, description: string): Scalar<string> {
  return string(def, description, {
    pattern: /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~\-/%?&=+:]*)?$/,
    expects: 'a URL such as https://api.example.com/v1',
    samples: ['https://api.anthropic.com/v1/messages', 'http://localhost:8080', 'https://a/?b=c&d=%20'],
    token: true,
  });
}

/** One of several words. */
export function oneOf<const W extends string>(def: W, words: readonly W[], description: string): Scalar<W> {
  return {
    shape: { type: 'string', token: words.every((word) => /^[A-Za-z0-9._-]*$/.test(word)) },
    schema: z.enum(words),
    presence: 'defaulted',
    default: def,
    description,
    expects: `one of ${words.map((word) => (word === '' ? 'empty' : word)).join(', ')}`,
    secret: false,
    samples: words,
  };
}

/** Limits of a whole number, both included. */
export interface IntegerLimits {
  readonly minimum: number;
  readonly maximum: number;
}

/** A whole number within limits. */
export function integer(def: number, description: string, limits: IntegerLimits): Scalar<number> {
  const { minimum, maximum } = limits;
  return {
    shape: { type: 'integer', maximum },
    schema: z.number().int().min(minimum).max(maximum),
    presence: 'defaulted',
    default: def,
    description,
    expects: `a whole number from ${String(minimum)} to ${String(maximum)}`,
    secret: false,
    samples: [minimum, def, maximum] satisfies Json[],
  };
}

/** A TCP port. */
export function port(def: number, description: string): Scalar<number> {
  return integer(def, description, { minimum: 1, maximum: 65535 });
}

/** A percentage from 1 to 100. */
export function percentage(def: number, description: string): Scalar<number> {
  return integer(def, description, { minimum: 1, maximum: 100 });
}

/** True or false. */
export function flag(def: boolean, description: string): Scalar<boolean> {
  return {
    shape: { type: 'boolean' },
    schema: z.boolean(),
    presence: 'defaulted',
    default: def,
    description,
    expects: 'true or false',
    secret: false,
    samples: [true, false],
  };
}
