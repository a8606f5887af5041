import * as z from 'zod';
import { mapOf, type MapOf } from './collections';
import type { Declaration } from './declaration';
import { objectName } from './names';
import { string } from './scalars';
import { formatList } from './wording';

// The form of a label or annotation key: an optional DNS prefix and a name
// (Kubernetes documentation, "Labels and Selectors", syntax and character set).
const QUALIFIED_NAME =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
// A prefix has at most 253 characters. Go's regular expressions cannot say that in the pattern above.
const LONG_PREFIX = '[^/]{254}';
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A declared map of strings. */
export type StringMap = MapOf<Declaration<string>>;

/**
 * Labels that a user adds to objects; those that selectors and Helm live on cannot be overridden.
 *
 * @param own prefixes of labels that the stack itself sets beside them, such as `mcp-box`
 */
export function labels(
  def: Readonly<Record<string, string>>,
  description: string,
  own: readonly string[] = [],
): StringMap {
  const prefixes = ['app.kubernetes.io', 'helm.sh', 'ai-gateway', ...own];
  const map = mapOf(def, description, labelValue(), {
    key: QUALIFIED_NAME,
    reserved: new RegExp(`^((${prefixes.join('|').replaceAll('.', '\\.')})/|app$|${LONG_PREFIX})`),
    expects: `label names outside ${formatList(prefixes.map((prefix) => `${prefix}/`))}, and not app`,
    samples: ['team', 'example.com/tier', 'a-b', 'a.b', 'release'],
  });
  return { ...map, examples: [{ team: 'platform' }] };
}

// All annotations of an object may have 256 KiB together (Kubernetes, ValidateAnnotationsSize), those of the stack among them.
const LARGEST_ANNOTATIONS = 240 * 1024;

/**
 * Annotations that a user adds to objects.
 *
 * @param own prefixes of annotations, besides `checksum/`, that the stack itself sets beside them, such as `helm.sh`
 */
export function annotations(
  def: Readonly<Record<string, string>>,
  description: string,
  own: readonly string[] = [],
): StringMap {
  const prefixes = ['checksum', ...own];
  const reserved = new RegExp(`^((${prefixes.join('|').replaceAll('.', '\\.')})/|${LONG_PREFIX})`);
  const samples = [
    'note',
    'cert-manager.io/cluster-issuer',
    'nginx.ingress.kubernetes.io/proxy-read-timeout',
    'a-b',
  ];
  const map = mapOf(def, description, string('', 'Value of the annotation.'), {
    key: QUALIFIED_NAME,
    reserved,
    expects: `annotation names outside ${formatList(prefixes.map((prefix) => `${prefix}/`))}`,
    largest: LARGEST_ANNOTATIONS,
    samples: samples.filter((sample) => !reserved.test(sample)),
  });
  return { ...map, examples: [{ 'example.com/owner': 'platform team' }] };
}

/** Labels of the nodes that pods may run on. */
export function nodeSelector(description: string): StringMap {
  const map = mapOf({}, description, labelValue(), {
    key: QUALIFIED_NAME,
    reserved: new RegExp(`^${LONG_PREFIX}`),
    expects: 'label names',
    samples: ['kubernetes.io/arch', 'pool'],
  });
  return { ...map, examples: [{ 'kubernetes.io/arch': 'amd64' }] };
}

/** A value that a label may have; a string without characters is one. */
export function labelValue(description = 'Value of the label.'): Declaration<string, 'defaulted', false> {
  return {
    ...objectName('', description),
    schema: () => z.string().regex(LABEL_VALUE),
    expects: 'a label value: at most 63 letters, digits, "-", "_" and "."',
    samples: ['', 'a', 'amd64', '1e6', '0755', 'y', '1.10', 'null', 'prometheus'],
  };
}

/** A name that a label may have. */
export function labelName(description: string): Declaration<string, 'defaulted', false> {
  return {
    ...objectName('', description),
    schema: () => z.string().regex(QUALIFIED_NAME).max(253),
    expects: 'a label name such as example.com/tier',
    samples: ['a', 'a.b', 'node-role.kubernetes.io/control-plane', '1e6', 'y', 'null'],
  };
}
