import type { Construct } from 'constructs';
import type { Expr } from '../../engine/template/expression';
import { asJson, chartVersion, checksum, orElse, text } from '../../engine/template/operators';
import { Named } from '../../engine/template/scopes';
import type { Program } from './program';

/** What the Job's name ends in, and where its resources are made. */
export interface Sum {
  readonly scope: Construct;
  readonly image: Expr<string>;
  readonly sum: Expr<string>;
}

/**
 * A checksum of all that the pod of the Job is made from.
 *
 * The pod of a Job cannot be changed. So an upgrade that would change it has to make another Job, under another name, and one that
 * would not leaves the old one alone. Of the databases only that counts which is in the pod. A test compares names and pods.
 */
export function sumOf(own: Construct, program: Program, account: Expr<string>): Sum {
  const { mysql, redis } = program.databases;
  const { values } = program.stack;
  const { global, imagePullSecrets, infrastructure, init, sharedStorage } = values;
  const { auth } = infrastructure.mysql;
  const redisAuth = infrastructure.redis.auth;
  let scope = own;
  const named = (name: string, value: Expr<string>): Expr<string> => {
    const inner = new Named(scope, name, value);
    scope = inner;
    return inner.reference;
  };
  const { repository } = init.image;
  const registry = named('registry', orElse(init.image.registry, global.registry));
  const tag = named('tag', orElse(init.image.tag, global.version));
  const image = named('image', text`${registry}/${repository}:${tag} ${global.imagePullPolicy}`);
  const helper = named('helper', text`${infrastructure.helper.repository}:${infrastructure.helper.tag}`);
  const chart = named('chart', text`${chartVersion} ${account} ${values.priorityClassName}`);
  const database = named('database', text`${mysql.host}:${mysql.port}`);
  const login = named('login', text`${auth.database} ${auth.username}`);
  const cache = named('cache', text`${redis.host}:${redis.port} ${redisAuth.enabled}`);
  const secrets = named('secrets', text`${auth.existingSecret} ${redis.passwordSecret}`);
  const settings = named('settings', text`${asJson(init)} ${asJson(sharedStorage)} ${program.configuration}`);
  const place = named(
    'place',
    text`${asJson(values.nodeSelector)} ${asJson(values.tolerations)} ${asJson(values.affinity)}`,
  );
  const pod = named('pod', text`${image} ${helper} ${chart} ${database} ${login} ${cache} ${secrets}`);
  const all = text`${pod} ${settings} ${place} ${values.topologySpread.enabled} ${asJson(imagePullSecrets)}`;
  return { sum: named('sum', checksum(all)), image: text`${registry}/${repository}:${tag}`, scope };
}
