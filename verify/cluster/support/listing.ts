import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ControlPlane } from './control-plane';

/** What the API server answers while the store of a new definition begins; kubectl asks again, too. */
const LATER = 429;
const MOST_ATTEMPTS = 10;

/** Where the API server has the objects of a kind. */
interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** What kubectl calls them, such as `deployments`, `deployment`, `deploy` and `deployments.apps`. */
  readonly names: readonly string[];
}

const Discovery = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z.array(
            z.object({
              resource: z.string(),
              responseKind: z.object({ kind: z.string() }),
              scope: z.enum(['Namespaced', 'Cluster']),
              singularResource: z.string().default(''),
              shortNames: z.array(z.string()).default([]),
              verbs: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

const List = z.object({
  items: z.array(z.looseObject({ metadata: z.looseObject({ managedFields: z.unknown().optional() }) })),
});

/**
 * `kubectl get KINDS --output json` without kubectl, which takes a fifth of a second of a processor each time: tests ask thousands of
 * times, beside what they wait for.
 */
export class Listing {
  private known: readonly Resource[] = [];

  constructor(private readonly plane: ControlPlane) {}

  /**
   * @param kinds with commas between, as kubectl is told them
   * @param flags kubectl's for namespaces and selectors
   * @throws Error when there is no such kind, or with what the API server says
   */
  async of(kinds: string, flags: readonly string[]): Promise<readonly unknown[]> {
    const { values } = parseArgs({
      args: [...flags],
      options: {
        namespace: { type: 'string', short: 'n', default: 'default' },
        'all-namespaces': { type: 'boolean', short: 'A', default: false },
        selector: { type: 'string', short: 'l' },
        'field-selector': { type: 'string' },
      },
    });
    const query = new URLSearchParams();
    if (values.selector !== undefined) query.set('labelSelector', values.selector);
    if (values['field-selector'] !== undefined) query.set('fieldSelector', values['field-selector']);
    const namespace = values['all-namespaces'] ? undefined : values.namespace;
    const lists = await Promise.all(
      kinds.split(',').map(async (name) => this.list(await this.resource(name), namespace, query)),
    );
    return lists.flat();
  }

  private async list(
    { group, version, kind, plural, isNamespaced }: Resource,
    namespace: string | undefined,
    query: URLSearchParams,
  ): Promise<readonly unknown[]> {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const inside = isNamespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    const url = `/${group === '' ? 'api' : 'apis'}/${apiVersion}${inside}/${plural}?${query.toString()}`;
    return List.parse(await this.answer(url)).items.map(({ metadata, ...item }) => {
      const shown = { ...metadata };
      // kubectl does not show them either.
      delete shown.managedFields;
      return { apiVersion, kind, ...item, metadata: shown };
    });
  }

  /** What kubectl means by a name; definitions may have come since it was last asked. */
  private async resource(name: string): Promise<Resource> {
    const find = () => this.known.find(({ names }) => names.includes(name));
    const known = find();
    if (known !== undefined) return known;
    this.known = await this.discover();
    const found = find();
    if (found === undefined) throw new Error(`The API server has no kind "${name}".`);
    return found;
  }

  private async discover(): Promise<readonly Resource[]> {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const answers = await Promise.all(['/api', '/apis'].map((url) => this.answer(url, { accept })));
    return answers
      .flatMap((answer) => Discovery.parse(answer).items)
      .flatMap(({ metadata: { name: group }, versions }) =>
        versions.flatMap(({ version, resources }) =>
          resources
            .filter(({ verbs }) => verbs.includes('list'))
            .map(({ resource, responseKind, scope, singularResource, shortNames }) => ({
              ...{ group, version, kind: responseKind.kind, plural: resource },
              isNamespaced: scope === 'Namespaced',
              names: [resource, singularResource, ...shortNames].flatMap((one) =>
                group === '' ? [one] : [one, `${one}.${group}`, `${one}.${version}.${group}`],
              ),
            })),
        ),
      );
  }

  private async answer(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, body } = await this.plane.ask('GET', url, undefined, headers);
      if (status === 200) return body;
      if (status !== LATER || attempt === MOST_ATTEMPTS)
        throw new Error(`GET ${url}: ${String(status)} ${JSON.stringify(body)}`);
      await pause(1000);
    }
  }
}
