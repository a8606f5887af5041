import {
  operators,
  scopes,
  trees,
  values,
  type Fields,
  type Values,
} from '../../../docs/engine/examples/operators';
import {
  chartFiles,
  lines,
  objectsOf,
  Resource,
  TypedStackTemplate,
  type JsonObject,
  type RenderedObject,
} from '../../../lib/engine';
import { resourcePath } from '../../../lib/engine/helm/resource-path';

/** An object with any fields, as a class that `cdk8s import` writes. */
const EXAMPLE = {
  GVK: { apiVersion: 'example.com/v1', kind: 'Example' },
  manifest: (props: Readonly<Record<string, unknown>>) => ({ ...EXAMPLE.GVK, ...props }),
};

const WITH_FIELDS = { ...operators, ...trees };

/** The release that the examples are rendered for. */
export const RELEASE = { name: 'shop', namespace: 'prod' } as const;

/** The names of all examples of operators, parts of trees and scopes. */
export const exampleNames: readonly string[] = Object.keys({ ...WITH_FIELDS, ...scopes });

/** A stack with a resource, or more, for each of some examples, and with an object for each of other fields. */
export class Examples extends TypedStackTemplate<(typeof values)['shape']['fields']> {
  readonly notes = lines('The examples are there.');

  constructor(
    names: readonly string[] = exampleNames,
    others: Readonly<Record<string, (values: Values) => Fields>> = {},
  ) {
    super({ name: 'examples', version: '1.0.0', appVersion: '12.3', description: 'Examples.' }, values);
    for (const name of names) this.addExample(name);
    for (const [name, fields] of Object.entries(others)) this.addObject(name, fields(this.values));
  }

  private addExample(name: string): void {
    const [fields, within] = [WITH_FIELDS[name], scopes[name]];
    if (fields !== undefined) this.addObject(name, fields(this.values));
    else if (within !== undefined) within(this, this.values);
    else throw new Error(`There is no example of ${name}.`);
  }

  private addObject(name: string, fields: Fields): void {
    Resource.of(this, name, { of: EXAMPLE, manifest: { metadata: { name: name.toLowerCase() }, ...fields } });
  }

  /** The objects, for values that a user gives over the defaults. */
  objects(given: JsonObject): readonly RenderedObject[] {
    return objectsOf({ ...RELEASE, stack: this, values: [{ name: 'my.yaml', values: given }] });
  }

  /** The templates of its resources, without their first line, which is the same in all. */
  templates(): readonly string[] {
    const files = chartFiles({ template: this, introduction: '', environments: new Map() });
    return this.resources.map((resource) => (files.get(resourcePath(resource)) ?? '').replace(/^.*\n/, ''));
  }
}
