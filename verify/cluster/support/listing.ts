import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ControlPlane } from './control-plane';
import { eventually } from './polling';
import { resourcesOf, type Resource } from './resources';

const TOO_MANY_REQUESTS = 429;
const BEGIN_SECONDS = 10;

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
    { apiVersion, kind, path }: Resource,
    namespace: string | undefined,
    query: URLSearchParams,
  ): Promise<readonly unknown[]> {
    const url = `${path(namespace)}?${query.toString()}`;
    // While the store of a new definition begins, kubectl asks again, too.
    const { status, body } = await eventually(
      BEGIN_SECONDS,
      () => this.plane.ask('GET', url),
      (answer) => answer.status !== TOO_MANY_REQUESTS,
    );
    if (status !== 200) throw new Error(`GET ${url}: ${String(status)} ${JSON.stringify(body)}`);
    return List.parse(body).items.map(({ metadata, ...item }) => {
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
    this.known = (await resourcesOf(this.plane)).filter(({ isListed }) => isListed);
    const found = find();
    if (found === undefined) throw new Error(`The API server has no kind "${name}".`);
    return found;
  }
}
