import { environments } from '../support/environments';
import { valuesIn } from '../support/values-of';
import { portsIn } from './declared';
import { objectsByStack } from './stacks';
import { tables } from './tables';
import { worldOf, type World } from './world';

/** The worlds of all environments, with all ports that the tables name. */
export function worlds(): Promise<readonly World[]> {
  return Promise.all(
    environments.map(async (environment) =>
      worldOf(
        { name: environment.name, values: valuesIn(environment) },
        await objectsByStack(environment),
        portsIn(tables),
      ),
    ),
  );
}

/** What ranges of addresses are of: network plugins do either, so everything is compared for both. */
export const READINGS = [
  { rangesPickPods: true, name: 'ranges are of pods too' },
  { rangesPickPods: false, name: 'ranges are of addresses outside' },
] as const;
