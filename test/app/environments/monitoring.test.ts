import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { at, describeObject } from '../../../lib/engine/release/objects';
import { objectsOf } from '../../../lib/engine/release/release';

const MONITORING = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'];

it.each(discoverEnvironments().map((environment) => [environment.name, environment] as const))(
  'in %s the one Prometheus selects what all stacks have for it, by the same label',
  (_, environment) => {
    const monitoring = stacksOf(environment)
      .flatMap(({ release }) => objectsOf(release))
      .filter(({ kind }) => MONITORING.includes(kind));
    const releases = monitoring.map(
      (object) => [describeObject(object), at(object, 'metadata', 'labels', 'release')] as const,
    );
    expect(releases).toEqual(releases.map(([object]) => [object, releases[0]?.[1]]));
  },
);
