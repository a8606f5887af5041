import { environments, objectsOf } from '../../../test/support/environments';
import { chartObjects } from '../../support/charts';

/**
 * The images that rendered objects name, in all their pods.
 *
 * @returns the names as the objects have them, sorted
 */
export function imagesIn(objects: readonly unknown[]): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, isContainer: boolean): void => {
    if (Array.isArray(value)) for (const one of value) look(one, isContainer);
    else if (typeof value === 'object' && value !== null)
      for (const [key, below] of Object.entries(value)) {
        if (isContainer && key === 'image' && typeof below === 'string') found.add(below);
        look(below, key === 'containers' || key === 'initContainers');
      }
  };
  look(objects, false);
  return [...found].sort();
}

/** The images of the product: of each environment, and of each chart with its defaults and with the values of each environment. */
export async function productImages(): Promise<readonly string[]> {
  const [charts, ...ofEnvironments] = await Promise.all([
    chartObjects(),
    ...environments.map((environment) => objectsOf(environment)),
  ]);
  return imagesIn([...charts.flatMap(({ objects }) => objects), ...ofEnvironments.flat()]);
}
