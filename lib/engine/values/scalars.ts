import * as z from 'zod';
import type { Declaration } from './declaration';
import { formed, type Scalar } from './string-form';

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

/** Any string. An empty string means "not set". */
export function string(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: PRINTABLE,
    expects: 'a string without control characters',
    limits: '',
    samples: ['', 'text', ...NASTY_STRINGS],
    yamlSafe: false,
  });
}

/** A secret given as text. Environments cannot set it; they name an existing Secret instead. */
export function secret(description: string): Declaration<string, 'defaulted', true> {
  return { ...string('', description), secret: true };
}

/** The repository part of an image reference, without tag. */
export function imageRepository(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    // A number after a colon is a port only where a path follows; otherwise it is a tag.
    pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*((:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+)?$/,
    expects: 'an image repository such as ghcr.io/owner/name, without tag',
    samples: ['redis', 'ghcr.io/wei-shaw/claude-relay-service', 'registry:5000/a/b'],
    yamlSafe: true,
  });
}

/** The registry of images: a host, and perhaps a port and the beginning of their paths. */
export function imageRegistry(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    expects: 'a registry such as docker.io or registry.example.com/team',
    samples: ['docker.io', 'registry.example.com', 'registry:5000/a/b'],
    yamlSafe: true,
  });
}

/** The registry of images, or nothing. */
export function optionalImageRegistry(description: string): Scalar<string> {
  return formed('', description, {
    pattern: /^([a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*)?$/,
    expects: 'a registry such as docker.io or registry.example.com/team, or empty',
    examples: ['registry.example.com/team'],
    samples: ['', 'registry.example.com', 'registry:5000/a/b'],
    yamlSafe: true,
  });
}

/** The tag of an image, or empty for the chart's appVersion. */
export function imageTag(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    // A label holds the tag too, and allows no more than this.
    pattern: /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
    expects: 'an image tag such as v1.2.3, of at most 63 characters',
    examples: ['v1.2.3'],
    samples: ['', 'v1.2.3', '1.10', '1e6', '0755', 'latest'],
    yamlSafe: true,
  });
}

/** The digest of an image, or nothing. */
export function imageDigest(description: string): Scalar<string> {
  return formed('', description, {
    pattern: /^(sha256:[0-9a-f]{64})?$/,
    expects: 'a digest: "sha256:" and 64 lowercase hexadecimal digits',
    samples: ['', `sha256:${'0a'.repeat(32)}`],
    yamlSafe: true,
  });
}

/** An image tag that must not be empty: nothing can take its place. */
export function requiredImageTag(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    expects: 'an image tag such as v1.2.3, of at most 63 characters',
    examples: ['v1.2.3'],
    samples: ['v1.2.3', '1.10', '1e6', '0755', 'latest'],
    yamlSafe: true,
  });
}

// A part of a path that is neither "." nor "..".
const SEGMENT = '([.]{0,2}[A-Za-z0-9_~-][A-Za-z0-9._~-]*|[.]{3}[A-Za-z0-9._~-]*)';

/** What no {@link path} has, but a regular expression that begins as one does may have. */
export const NOT_PLAIN = /[^A-Za-z0-9._~/-]|\/\/|\/[.][.]?(\/|$)/;

/** An absolute path in a container or a URL, without empty parts, "." and "..", which an Ingress rejects. */
export function path(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: new RegExp(`^/(${SEGMENT}(/${SEGMENT})*/?)?$`),
    expects: 'an absolute path such as /metrics, without "//", "." and ".."',
    samples: ['/', '/metrics', '/a/b.c'],
    yamlSafe: true,
  });
}

/** A {@link path}, or a regular expression that begins as one does; which of them, another value says. */
export function pathPattern(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^\/[!-~]*$/,
    longest: 1024,
    expects: 'a path or a regular expression that begins with "/", without spaces, such as /api',
    limits: '',
    samples: ['/', '/', '/api', '/a/b.c', '/v1/', '/api(/|$)(.*)', '/v[0-9]+/"x"'],
    yamlSafe: false,
  });
}

/** An http or https URL. */
export function httpUrl(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~\-/%?&=+:]*)?$/,
    expects: 'a URL such as https://api.example.com/v1',
    examples: ['https://api.example.com'],
    samples: ['https://api.anthropic.com/v1/messages', 'http://localhost:8080', 'https://a/?b=c&d=%20'],
    yamlSafe: true,
  });
}

/** One of several words. */
export function oneOf<const W extends string>(
  def: NoInfer<W>,
  description: string,
  words: readonly W[],
): Scalar<W> {
  return {
    shape: { type: 'string', yamlSafe: words.every((word) => /^[A-Za-z0-9._-]*$/.test(word)) },
    schema: () => z.enum(words),
    presence: 'defaulted',
    default: def,
    description,
    expects: `one of ${words.map((word) => (word === '' ? 'empty' : word)).join(', ')}`,
    limits: `One of ${words.map((word) => (word === '' ? '""' : word)).join(', ')}.`,
    examples: [],
    secret: false,
    samples: words,
  };
}

/** True or false. */
export function boolean(def: boolean, description: string): Scalar<boolean> {
  return {
    shape: { type: 'boolean' },
    schema: () => z.boolean(),
    presence: 'defaulted',
    default: def,
    description,
    expects: 'true or false',
    limits: '',
    examples: [],
    secret: false,
    samples: [true, false],
  };
}
