import type { Expr } from '../../engine/template/expression';
import { greaterThan, text } from '../../engine/template/operators';
import { commented, choose, when } from '../../engine/template/tree';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { insteadOfAll } from '../../kubernetes/overrides';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { waitForPort } from '../../kubernetes/wait';
import { SUBSTITUTE } from './configuration';
import { configurationEnv } from './env';
import { pullPolicyOf } from './global';
import type { Program } from './program';
import type { ProgramValues } from './program-values';
import type { McpBoxStack } from './values';

/** Init containers of a program: they wait for its databases and fill in its configuration file. */
export function initContainers(program: Program) {
  const { uses } = program.values;
  return [
    when(uses.mysql, waitFor(program, 'mysql')),
    when(uses.redis, waitFor(program, 'redis')),
    when(program.configuration, substitute(program)),
  ];
}

/** Volumes of the configuration file: the template and the result. */
export function configurationVolumes({ configMap, configuration, template, file }: Program) {
  return when(configuration, [
    commented('In memory, since the file contains passwords.', {
      name: 'config',
      emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') },
    }),
    {
      name: 'templates',
      configMap: { name: configMap.name, items: [{ key: template, path: file }] },
    },
  ]);
}

/** Security context of the pod. */
export function podSecurity({ podSecurityContext, security }: ProgramValues) {
  return insteadOfAll(podSecurityContext, {
    ...restrictedPod(security.runAsUser),
    runAsNonRoot: choose(greaterThan(security.runAsUser, 0), true, false),
  });
}

/** Security context of the container. */
export function containerSecurity({ containerSecurityContext, security }: ProgramValues) {
  return insteadOfAll(containerSecurityContext, {
    ...restrictedContainer,
    readOnlyRootFilesystem: security.readOnlyRootFilesystem,
  });
}

/** Image of the init containers and of the test pods. */
export function helperImage(stack: McpBoxStack): Expr<string> {
  return imageOf(stack, 'infrastructure.helper', stack.values.infrastructure.helper);
}

function helper({ stack }: Program) {
  return {
    image: helperImage(stack),
    imagePullPolicy: pullPolicyOf(stack, stack.values.infrastructure.helper),
    resources: stack.values.infrastructure.helper.resources,
    securityContext: restrictedContainer,
  };
}

/** Waits for a database. A Service has no endpoints until its pod is ready, so an open port means a ready database. */
function waitFor(program: Program, database: 'mysql' | 'redis') {
  const { host, port } = program.databases[database];
  return {
    name: `wait-for-${database}`,
    ...helper(program),
    command: waitForPort(),
    env: [
      { name: 'HOST', value: host },
      { name: 'PORT', value: text`${port}` },
    ],
  };
}

function substitute(program: Program) {
  return {
    name: 'configuration',
    ...helper(program),
    command: ['sh', '-c', SUBSTITUTE],
    env: configurationEnv(program),
    volumeMounts: [
      { name: 'templates', mountPath: '/templates', readOnly: true },
      { name: 'config', mountPath: '/config' },
    ],
  };
}
