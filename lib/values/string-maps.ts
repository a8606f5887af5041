import { z } from 'zod';
import type { JsonObject } from './declaration';
import { mapOf, type MapOf } from './collections';
import { objectName, text } from './scalars';
import type { Declaration } from './declaration';

// The form of a label or annotation key: an optional DNS prefix and a name
// (Kubernetes documentation, "Labels and Selectors", syntax and character set).
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A declared map of texts. */
export type StringMap = MapOf<Declaration<string>>;

/** Labels that a user adds to objects; those that selectors and Helm live on cannot be overridden. */
export function labels(description: string, def: JsonObject = {}): StringMap {
  return mapOf(def, description, labelValue(), {
    key: QUALIFIED_NAME,
    reserved: /^((app\.kubernetes\.io|helm\.sh)\/|app$)/,
    expects: 'label names outside app.kubernetes.io/ and helm.sh/, and not app',
    samples: ['team', 'example.com/tier', 'a-b', 'a.b', 'release'],
  });
}

/** Annotations that a user adds to objects. */
export function annotations(description: string, def: JsonObject = {}): StringMap {
  return mapOf(def, description, text('', 'Text of the annotation.'), {
    key: QUALIFIED_NAME,
    reserved: /^checksum\//,
    expects: 'annotation names outside checksum/',
    samples: [
      'note',
      'cert-manager.io/cluster-issuer',
      'nginx.ingress.kubernetes.io/proxy-read-timeout',
      'a-b',
    ],
  });
}

/** Labels of the nodes that pods may run on. */
export function nodeSelector(description: string): StringMap {
  return mapOf({}, description, labelValue(), {
    key: QUALIFIED_NAME,
    expects: 'label names',
    samples: ['kubernetes.io/arch', 'pool'],
  });
}

function labelValue(): Declaration<string> {
  const base = objectName('', 'Value of the label.');
  return {
    ...base,
    schema: z.string().regex(LABEL_VALUE),
    expects: 'a label value: at most 63 letters, digits, "-", "_" and "."',
    samples: ['', 'a', 'amd64', '1e6', '0755', 'y', '1.10', 'null', 'prometheus'],
  };
}
