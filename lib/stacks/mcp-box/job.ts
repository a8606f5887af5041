import { Construct } from 'constructs';
import { Component } from '../../kubernetes/component';
import { addJob } from '../../kubernetes/job';
import { addNetworkPolicy, dns } from '../../kubernetes/network-policy';
import { refuseRequestsAboveLimits } from '../../kubernetes/validation';
import { emptyVolume } from '../../kubernetes/volume';
import { literal, type Expr } from '../../engine/template/expression';
import { not, orElse, text, textAt, truncate } from '../../engine/template/operators';
import { OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import {
  configurationVolumes, containerSecurity, ownVariables, podSecurity, preparations, refuseVariablesTwice, resourcesOf,
} from './containers'; // prettier-ignore
import { clientsOf, connectionsTo } from './databases';
import { sumOf } from './job-checksum';
import type { OwnName } from './names';
import type { Platform, Program } from './program';
import { sharedMount, sharedVolume } from './volume';

/** The key of its configuration under `configs`, which no service may have. */
const INIT = 'init';

/**
 * Adds the Job that seeds the platform: the administrator, templates and packages (upstream, backend/internal/init/app).
 *
 * It is part of the release and no hook: one before the installation would find no database, and Helm waits for one after it
 * while the services wait for their own.
 *
 * @returns the name of its network policy
 */
export function addSeedJob(platform: Platform, account: Expr<string>): OwnName {
  const { stack, databases } = platform;
  const { configs, init, global, networkPolicy, sharedStorage } = stack.values;
  const component = new Component(stack, {
    name: text`${stack.fullname}-init`,
    appName: 'mcp-init',
    component: INIT,
    version: orElse(init.image.tag, global.version),
    helper: INIT,
  });
  const own = new OnlyIf(new Construct(stack, INIT), 'enabled', init.enabled);
  const configuration = textAt(configs, literal(INIT));
  const file = `${INIT}.yaml`;
  const program: Program = { ...platform, values: init, configuration, template: file, file };
  refuseRequestsAboveLimits(own, 'init.resources', init.resources);
  refuseVariablesTwice(own, 'init', init);
  stack.refuseWithin(
    own,
    `configs.${INIT}`,
    'is empty although init.enabled is true; give the configuration file of the Job.',
    not(configuration),
  );
  stack.refuseWithin(
    own,
    'init.sharedStorage',
    'is true although sharedStorage.enabled is false; set that to true too.',
    init.sharedStorage,
    not(sharedStorage.enabled),
  );
  runOnce(own, component, program, account);
  addNetworkPolicy(
    own,
    component,
    { enabled: networkPolicy.enabled },
    { from: [], to: [dns, ...connectionsTo(databases, init.uses)] },
  );
  return { of: 'the network policy of the Job init', name: component.name, when: init.enabled };
}

function runOnce(own: Construct, component: Component, program: Program, account: Expr<string>): void {
  const { stack } = program;
  const { global, imagePullSecrets, init } = stack.values;
  const { scope, image, sum } = sumOf(own, program, account);
  addJob(
    scope,
    component,
    { ...init, imagePullSecrets },
    {
      name: text`${component.name}-${truncate(sum, 8)}`,
      labels: [
        when(init.uses.mysql, clientsOf('mysql').label),
        when(init.uses.redis, clientsOf('redis').label),
      ],
      serviceAccountName: account,
      securityContext: podSecurity(init),
      initContainers: preparations(program),
      containers: [
        {
          name: 'init',
          image,
          imagePullPolicy: global.imagePullPolicy,
          env: ownVariables(init),
          resources: resourcesOf(init),
          securityContext: containerSecurity(init),
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'config', mountPath: '/app/config', readOnly: true },
            sharedMount(stack, init),
          ],
        },
      ],
      volumes: [
        emptyVolume('tmp', init.tmp.sizeLimit),
        configurationVolumes(program),
        sharedVolume(program.sharedClaim, init),
      ],
      scheduling: stack.values,
    },
  );
}
