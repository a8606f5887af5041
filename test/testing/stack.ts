import { KubeDeployment } from '../../lib/kubernetes/k8s';
import { Resource } from '../../lib/engine/template/resource';
import { TypedStackTemplate } from '../../lib/engine/template/stack-template';
import { lines, type Lines } from '../../lib/engine/template/tree';
import { greaterThan, releaseName, releaseNamespace, text } from '../../lib/engine/template/operators';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { string } from '../../lib/engine/values/scalars';
import { formed, type StringForm } from '../../lib/engine/values/string-form';

/** What may be otherwise in the stack. */
export interface Otherwise {
  readonly notes?: Lines<string>;
  /** What the value `tag` must look like. */
  readonly form?: Partial<StringForm>;
  /** What the chart says of it instead. */
  readonly jsonSchema?: JsonObject;
  /** A reason to reject all values. */
  readonly rejected?: string;
  /** Labels that select pods. */
  readonly selector?: Readonly<Record<string, string>>;
}

const TAG: StringForm = {
  pattern: /^[a-z0-9.]*$/,
  expects: 'a tag',
  samples: ['1.29', 'latest'],
  yamlSafe: false,
};

function valuesWith({ form, jsonSchema }: Otherwise) {
  return section('Web', {
    replicas: integer(2, 'Number of replicas.', { minimum: 0, maximum: 10 }),
    tag: {
      ...formed('1.29', 'Tag of the image.', { ...TAG, ...form }),
      ...(jsonSchema === undefined ? {} : { jsonSchema }),
    },
    unused: string('', 'What no resource uses.'),
  });
}

/** A small stack for tests of tests, with a value that no resource uses. */
export class Web extends TypedStackTemplate<ReturnType<typeof valuesWith>['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor(otherwise: Otherwise = {}) {
    const { notes, rejected, selector } = otherwise;
    super(
      { name: 'web', version: '0.1.0', appVersion: '1.29', description: 'A web server.' },
      valuesWith(otherwise),
    );
    const { replicas, tag } = this.values;
    this.notes = notes ?? lines(text`${releaseName} has ${replicas} replicas.`);
    const labels = { app: releaseName };
    const metadata = { name: releaseName, namespace: releaseNamespace, labels };
    Resource.of(this, 'deployment', {
      of: KubeDeployment,
      manifest: {
        metadata,
        spec: {
          replicas,
          selector: { matchLabels: selector ?? labels },
          template: {
            metadata: { labels: selector ?? labels },
            spec: { containers: [{ name: 'web', image: text`nginx:${tag}` }] },
          },
        },
      },
    });
    if (rejected !== undefined) this.addValidation('replicas', rejected, greaterThan(replicas, -1));
  }
}
