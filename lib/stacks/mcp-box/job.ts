import { Construct } from 'constructs';
import { literal, type Expr } from '../../engine/template/expression';
import {
  asJson,
  chartVersion,
  checksum,
  either,
  isKind,
  not,
  orElse,
  text,
  stringAt,
  truncate,
} from '../../engine/template/operators';
import { Named, OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import { Component } from '../../kubernetes/component';
import { addJob } from '../../kubernetes/job';
import { imageWithin } from '../../kubernetes/image';
import { addNetworkPolicy, toDns } from '../../kubernetes/network-policy';
import { placedBy } from '../../kubernetes/pod-values';
import { validateResources } from '../../kubernetes/validation';
import { emptyVolume } from '../../kubernetes/volume';
import {
  configurationVolumes, containerSecurity, helperImage, initContainers, podSecurity,
} from './containers'; // prettier-ignore
import { clientsOf, connectionsTo } from './databases';
import type { ReservedName } from './names';
import { globalOf, pullPolicyOf } from './global';
import { programEnv } from './env';
import type { Platform, Program } from './program';
import { KUBECONFIG_MOUNT, kubeconfigOf } from './rbac';
import { validateVariables } from './validation';
import { turnOfJob } from './turn';
import { sharedMount, sharedVolume } from './volume';

/** Key of the configuration of the Job under `configs`, reserved among the services. */
const INIT = 'init';

/**
 * Adds the Job that seeds the platform: the administrator, templates and packages (upstream, backend/internal/init/app).
 *
 * It is a regular object of the release and no hook: a hook before the installation would find no database, and Helm would wait
 * for a hook after the installation while the services wait for their databases.
 *
 * @returns the name of its network policy
 */
export function addSeedJob(platform: Platform, account: Expr<string>): ReservedName {
  const { stack, databases } = platform;
  const { configs, init, networkPolicy, sharedStorage } = stack.values;
  const component = new Component(stack, {
    name: text`${stack.fullname}-init`,
    appName: 'mcp-init',
    component: INIT,
    version: orElse(init.image.tag, globalOf(stack).version),
    helper: INIT,
  });
  const scope = new OnlyIf(new Construct(stack, INIT), 'enabled', init.enabled);
  const configuration = stringAt(configs, literal(INIT));
  const file = `${INIT}.yaml`;
  const program: Program = { ...platform, values: init, configuration, template: file, file };
  validateResources(scope, 'init.resources', init.resources);
  validateVariables(scope, 'init', init);
  stack.addValidationWithin(
    scope,
    `configs.${INIT}`,
    'is empty although init.enabled is true; set the configuration file of the Job.',
    not(configuration),
  );
  stack.addValidationWithin(
    scope,
    'init.sharedStorage',
    'is true although sharedStorage.enabled is false; set sharedStorage.enabled to true.',
    init.sharedStorage,
    not(sharedStorage.enabled),
  );
  addVersionedJob(scope, component, program, account);
  addNetworkPolicy(
    scope,
    component,
    { enabled: networkPolicy.enabled, ...networkPolicy.init },
    { from: [], to: [toDns(networkPolicy), ...connectionsTo(databases, init.uses)] },
  );
  return { owner: 'the NetworkPolicy of the Job init', name: component.name, when: init.enabled };
}

function addVersionedJob(
  enabled: Construct,
  component: Component,
  program: Program,
  account: Expr<string>,
): void {
  const { stack } = program;
  const { init } = stack.values;
  const imagePullPolicy = pullPolicyOf(stack, init.image);
  const { scope, image, sum } = podChecksum(enabled, program, account);
  const { scheduling, ...all } = placedBy(init, stack.values);
  addJob(
    scope,
    component,
    { ...init, ...all },
    {
      name: text`${component.name}-${truncate(sum, 8)}`,
      labels: [
        when(init.uses.mysql, clientsOf(stack, 'mysql').label),
        when(init.uses.redis, clientsOf(stack, 'redis').label),
      ],
      serviceAccountName: account,
      securityContext: podSecurity(init),
      initContainers: [...initContainers(program), turnOfJob(program, { image, imagePullPolicy })],
      containers: [
        {
          name: 'init',
          image,
          imagePullPolicy,
          env: programEnv(init),
          resources: init.resources,
          securityContext: containerSecurity(init),
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'config', mountPath: '/app/config', readOnly: true },
            when(init.kubeconfig, KUBECONFIG_MOUNT),
            sharedMount(stack, init),
          ],
        },
      ],
      volumes: [
        emptyVolume('tmp', init.tmp.sizeLimit),
        configurationVolumes(program),
        when(init.kubeconfig, kubeconfigOf(init.kubeconfig)),
        sharedVolume(program.sharedClaim, init),
      ],
      scheduling,
    },
  );
}

interface PodChecksum {
  readonly sum: Expr<string>;
  /** The image of the Job. */
  readonly image: Expr<string>;
  /** The scope in which the checksum has a name. */
  readonly scope: Construct;
}

/**
 * A checksum of all inputs of the pod of the Job.
 *
 * The pod of a Job is immutable. So an upgrade that would change it has to create another Job, under another name, and an upgrade
 * that would not leaves the existing one alone. Of the databases, only the settings in the pod count. A test compares names and
 * pods.
 */
function podChecksum(enabled: Construct, program: Program, account: Expr<string>): PodChecksum {
  const { mysql, redis } = program.databases;
  const { values } = program.stack;
  const { imagePullSecrets, infrastructure, init, sharedStorage } = values;
  const { auth } = infrastructure.mysql;
  const redisAuth = infrastructure.redis.auth;
  let scope = enabled;
  const named = (name: string, value: Expr<string>): Expr<string> => {
    const inner = new Named(scope, name, value);
    scope = inner;
    return inner.reference;
  };
  const global = globalOf(program.stack);
  const { digest, registry, repository } = init.image;
  const own = imageWithin(scope, program.stack, {
    repository: text`${orElse(registry, global.registry)}/${repository}`,
    tag: orElse(init.image.tag, global.version),
    digest,
  });
  scope = own.scope;
  const image = named('imageAndPolicy', text`${own.image} ${pullPolicyOf(program.stack, init.image)}`);
  const helper = named(
    'helper',
    text`${helperImage(program.stack)} ${pullPolicyOf(program.stack, infrastructure.helper)} ${asJson(infrastructure.helper.resources)}`,
  );
  const chart = named('chart', text`${chartVersion} ${account} ${values.priorityClassName}`);
  const mysqlAddress = named('mysql', text`${mysql.host}:${mysql.port}`);
  const mysqlAuth = named('mysqlAuth', text`${auth.database} ${auth.username}`);
  const redisAddress = named('redis', text`${redis.host}:${redis.port} ${redisAuth.enabled}`);
  const secrets = named(
    'secrets',
    text`${auth.existingSecret} ${asJson(auth.existingSecretKeys)} ${redis.passwordSecret} ${redis.passwordKey}`,
  );
  const settings = named('settings', text`${asJson(init)} ${asJson(sharedStorage)} ${program.configuration}`);
  const nodes = named(
    'nodes',
    text`${asJson(values.nodeSelector)} ${asJson(values.tolerations)} ${asJson(values.affinity)} ${asJson(values.podLabels)} ${asJson(values.podAnnotations)}`,
  );
  const pod = named(
    'pod',
    text`${image} ${helper} ${chart} ${mysqlAddress} ${mysqlAuth} ${redisAddress} ${secrets}`,
  );
  const shared = values.global.imagePullSecrets;
  const secretsForPulling = named(
    'pullSecrets',
    text`${asJson(imagePullSecrets)} ${either(isKind('slice', shared), asJson(shared), literal('[]'))}`,
  );
  const all = text`${pod} ${settings} ${nodes} ${asJson(values.commonLabels)} ${secretsForPulling}`;
  return { sum: named('sum', checksum(all)), image: own.image, scope };
}
