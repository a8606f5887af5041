import type { Expr } from '../../engine/template/expression';
import {
  chartName,
  equal,
  not,
  or,
  orElse,
  releaseName,
  releaseNamespace,
  text,
  type Condition,
} from '../../engine/template/operators';
import { choose, lines, when, type Lines } from '../../engine/template/tree';
import { fromElsewhere } from '../../kubernetes/secret-source';
import { waysIn } from '../../kubernetes/ways-in';
import { RELAY_PORT } from './env';
import { isFork, type RelayVersion } from './software';
import type { RelayStack } from './values';

/** Inputs of the notes other than the values. */
export interface RelayNotesProps {
  readonly multipleReplicas: Condition;
  /** Name of the Secret with the keys of the application. */
  readonly secretName: Expr<string>;
  readonly version: RelayVersion;
}

const logInAt = (page: string): string =>
  `Log in as administrator at ${page} with the username and the password printed by:`;

/** Notes of the installation: how to access the relay, check its status and log in. */
export function relayNotes(
  stack: RelayStack,
  { multipleReplicas, secretName, version }: RelayNotesProps,
): Lines<string> {
  const { fullname: name, values } = stack;
  const { config, service } = values;
  const labels = text`app.kubernetes.io/name=${orElse(values.nameOverride, chartName)},app.kubernetes.io/instance=${releaseName}`;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  const portForward = lines(
    text`  ${kubectl} port-forward service/${name} ${String(RELAY_PORT)}:${service.port}`,
    text`  curl http://127.0.0.1:${String(RELAY_PORT)}/health`,
  );
  return lines(
    'The Claude relay is installed.',
    '',
    'Access it:',
    ...waysIn(
      values,
      { name, namespace: releaseNamespace },
      choose(equal(service.type, 'ClusterIP'), portForward, lines(text`  ${kubectl} get service ${name}`)),
    ),
    '',
    'Check its status:',
    text`  ${kubectl} get pods -l ${labels}`,
    text`  ${kubectl} logs -l ${labels}`,
    text`  ${kubectl} get configmap ${name}-config -o yaml`,
    text`  ${kubectl} get secret ${secretName} -o yaml`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    '',
    choose(
      isFork(stack, version),
      lines(
        'Administer it by port forwarding, since this relay makes anybody an administrator who reaches /web:',
        ...portForward.lines,
        logInAt(`http://127.0.0.1:${String(RELAY_PORT)}/web`),
      ),
      logInAt('/admin-next/'),
    ),
    text`  ${kubectl} exec deploy/${name} -c relay -- cat /app/data/init.json`,
    when(
      not(or(fromElsewhere(config), config.adminPassword)),
      lines(
        '  The password is derived from config.jwtSecret and identical in all pods; set config.adminPassword to choose one.',
      ),
    ),
    when(
      multipleReplicas,
      lines('', 'Multiple replicas share all state through Redis; /app/data has no durable data.'),
    ),
  );
}
