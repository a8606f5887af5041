import type { Component } from '../../kubernetes/component';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer } from '../../kubernetes/security';
import type { Expr } from '../../engine/template/expression';
import { text } from '../../engine/template/operators';
import { WRITE_ADMINISTRATOR } from './administrator';

/** Where the relay keeps what is on its volume. */
export const DATA_MOUNT = { name: 'data', mountPath: '/app/data' };

/** For what is done in a moment. */
export const SMALL = {
  limits: { cpu: k8s.Quantity.fromString('250m'), memory: k8s.Quantity.fromString('128Mi') },
  requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('64Mi') },
};

/** The image of the relay. */
export interface Software {
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
}

/** The relay exits when Redis is not there on its first try. */
export function waitForRedis(component: Component, software: Software) {
  return {
    name: 'wait-for-redis',
    ...software,
    command: [
      'sh',
      '-c',
      'until nc -z -w 2 "$REDIS_HOST" "$REDIS_PORT"; do echo "waiting for $REDIS_HOST:$REDIS_PORT"; sleep 2; done',
    ],
    envFrom: [{ configMapRef: { name: text`${component.name}-config` } }],
    resources: SMALL,
    securityContext: restrictedContainer,
  };
}

/** Writes down the name and the password of the first administrator. */
export function writeAdministrator(secretName: Expr<string>, software: Software) {
  return {
    name: 'administrator',
    ...software,
    command: ['node', '-e', WRITE_ADMINISTRATOR],
    env: keysFrom(secretName),
    resources: SMALL,
    securityContext: restrictedContainer,
    volumeMounts: [DATA_MOUNT],
  };
}

/** The keys of the application, as environment variables. */
export function keysFrom(secretName: Expr<string>) {
  const key = (name: string, optional: boolean) => ({
    name,
    valueFrom: { secretKeyRef: { name: secretName, key: name, ...(optional ? { optional } : {}) } },
  });
  return [
    key('JWT_SECRET', false),
    key('ENCRYPTION_KEY', false),
    key('ADMIN_USERNAME', true),
    key('ADMIN_PASSWORD', true),
  ];
}
