import { isEmpty, isList, isMap, type Found, type Json } from './json';
import { quantity, sameQuantity } from './quantity';
import type { NamedPorts } from './workloads';

const QUANTITY_KEYS: ReadonlySet<string> = new Set(['cpu', 'memory', 'storage']);
const PORT_KEYS: ReadonlySet<string> = new Set(['port', 'targetPort']);

/**
 * Compares what a document states with what was rendered. Two spellings of one thing are equal: a quantity
 * (`1000m` and `1`), and a port by its number or by the name that a container gives it.
 */
export class Comparison {
  constructor(private readonly ports: NamedPorts) {}

  /**
   * Whether both are the same, at any depth.
   *
   * @param key the key that both stand under; it tells quantities and ports from other values
   */
  equal(documented: Found, rendered: Found, key = ''): boolean {
    if (isMap(documented) && isMap(rendered)) {
      return (
        Object.keys(documented).length === Object.keys(rendered).length &&
        Object.entries(documented).every(([inner, value]) => this.equal(value, rendered[inner], inner))
      );
    }
    if (isList(documented) && isList(rendered)) {
      return (
        documented.length === rendered.length &&
        documented.every((value, index) => this.equal(value, rendered[index], key))
      );
    }
    return (
      documented === rendered ||
      this.sameQuantity(documented, rendered, key) ||
      (PORT_KEYS.has(key) && (this.names(documented, rendered) || this.names(rendered, documented)))
    );
  }

  /** Whether the documented structure is part of the rendered one: of a map some keys, of a list some elements. */
  contained(documented: Json, rendered: Found, key = ''): boolean {
    if (isMap(documented)) {
      if (!isMap(rendered)) return false;
      return Object.entries(documented).every(([inner, value]) =>
        this.contained(value, rendered[inner], inner),
      );
    }
    if (isList(documented)) {
      // An empty list is no list of demands: where it stands it means "all" or "none", as without the key.
      if (documented.length === 0) return isEmpty(rendered);
      if (!isList(rendered)) return false;
      return documented.every((value) => rendered.some((candidate) => this.contained(value, candidate, key)));
    }
    return this.equal(documented, rendered, key);
  }

  /** Whether a map has every documented key with the same value; it may have more keys at any depth. */
  superset(documented: Json, rendered: Found, key = ''): boolean {
    // A documented empty map is a value (the default is "none"), not a map of which nothing is said.
    if (!isMap(documented) || isEmpty(documented)) return this.equal(documented, rendered, key);
    if (!isMap(rendered)) return false;
    return Object.entries(documented).every(([inner, value]) => this.superset(value, rendered[inner], inner));
  }

  private sameQuantity(documented: Found, rendered: Found, key: string): boolean {
    if (!QUANTITY_KEYS.has(key)) return false;
    const [a, b] = [quantity(documented), quantity(rendered)];
    return a !== undefined && b !== undefined && sameQuantity(a, b);
  }

  /** Whether the first is a name that a container gives to the port with the second as number. */
  private names(name: Found, number: Found): boolean {
    return typeof name === 'string' && typeof number === 'number' && this.ports(name).includes(number);
  }
}
