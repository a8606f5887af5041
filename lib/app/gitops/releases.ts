import { objectsOf } from '../../engine/release/release';
import { ValuesError } from '../../engine/values/check';
import type { JsonObject } from '../../engine/values/declaration';
import { stacks, type StackName } from '../../stacks/stacks';
import { overridesOf, type NamedEnvironment } from '../environments/environment';
import { releaseNamespace } from '../environments/release-namespace';
import { stacksOf } from '../environments/stacks';
import { minimalOverridesOf } from '../output/dist';
import { timeoutOf } from './timeout';

/** A chart as it is released in an environment. */
export interface ChartRelease {
  /** The name of the stack, of its chart and of the release. */
  readonly name: StackName;
  readonly version: string;
  readonly namespace: string;
  /** What `values-ENV.yaml` of the chart has. */
  readonly values: JsonObject;
  /** The releases that have to be there before. */
  readonly needs: readonly Pick<ChartRelease, 'name' | 'namespace'>[];
  /** The seconds after which it has failed. */
  readonly timeout: number;
}

/** The releases of an environment, in the order in which they are deployed. */
export function releasesOf(environment: NamedEnvironment): readonly ChartRelease[] {
  return stacksOf(environment).map(({ name, release }) => ({
    name,
    version: stacks[name].template().chart.version,
    namespace: releaseNamespace(environment, name),
    values: minimalOverridesOf(name, environment) ?? {},
    needs: needsOf(name, environment).map((need) => ({
      name: need,
      namespace: releaseNamespace(environment, need),
    })),
    timeout: timeoutOf(objectsOf(release)),
  }));
}

/** The stacks without which an environment could not have this one. */
function needsOf(name: StackName, environment: NamedEnvironment): readonly StackName[] {
  if (stacks[name].connect === undefined) return [];
  const others = (Object.keys(environment.stacks) as StackName[]).filter((other) => other !== name);
  return others.filter((other) => {
    const left = Object.entries(environment.stacks).filter(([key]) => key !== other);
    try {
      overridesOf({ ...environment, stacks: Object.fromEntries(left) }, name);
      return false;
    } catch (error) {
      if (!(error instanceof ValuesError)) throw error;
      return true;
    }
  });
}
