import { refuseWrongPods } from '../../kubernetes/pod-refusals';
import { refuseRequestsAboveLimits } from '../../kubernetes/resources';
import { autoscale } from '../../kubernetes/autoscaler';
import { budgetDisruption } from '../../kubernetes/pod-disruption-budget';
import { exposeViaIngress, exposeViaService } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { monitor } from '../../kubernetes/service-monitor';
import { Redis } from '../../kubernetes/redis/redis';
import { runAs } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { claimSpec } from '../../kubernetes/volume';
import { streamingAnnotations } from '../../kubernetes/streaming';
import type { Expr } from '../../engine/template/expression';
import {
  and,
  equal,
  greaterThan,
  not,
  or,
  orElse,
  text,
  type Condition,
} from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { choose, ifSet, when, type Lines } from '../../engine/template/tree';
import { relayChart } from './chart';
import { testRelay } from './test';
import { connectRelay, systemsLetInToRedis } from './network';
import { relayDeployment } from './deployment';
import { relayNotes } from './notes';
import { refuseIncomplete } from './validation';
import { relaySettings } from './env';
import { relayValues } from './values';

/** The Claude relay: a Node.js service in front of several Claude accounts, with all its state in Redis. */
export class ClaudeRelay extends Stack<(typeof relayValues)['shape']['fields']> {
  readonly notes: Lines<string>;
  /** The Redis that all of it is in. */
  readonly redis: Redis;

  /** Whether more than one pod may run. */
  private readonly several: Condition;
  /** Whether the data is on a volume. Several pods have none: what must be alike in all of them comes from the Secret. */
  private readonly claimed: Condition;
  /** Whether the volume lets only one pod at a time use it, so that the old pod must go before the new one comes. */
  private readonly oneAtATime: Condition;
  /** The Secret with the keys of the application. */
  private readonly secretName: Expr<string>;

  constructor() {
    super(relayChart, relayValues);
    const { autoscaling, config, ingress, persistence, replicaCount, service } = this.values;
    this.several = this.namedCondition(
      'several',
      'Whether more than one pod may run.',
      or(autoscaling.enabled, greaterThan(replicaCount, 1)),
    );
    const shared = equal(persistence.accessMode, 'ReadWriteMany');
    this.claimed = this.namedCondition(
      'claimed',
      'Whether the data is on a volume: several pods have one only where they can share it.',
      and(persistence.enabled, or(not(this.several), shared)),
    );
    this.oneAtATime = this.namedCondition(
      'oneAtATime',
      'Whether the old pod must go before the new one comes.',
      and(this.claimed, not(shared)),
    );
    this.secretName = this.namedText(
      'secretName',
      'The Secret with the keys of the application.',
      orElse(config.existingSecret, text`${this.fullname}-secret`),
    );
    refuseIncomplete(this, this.values, this.several);
    refuseRequestsAboveLimits(this, 'resources', this.values.resources);
    refuseWrongPods(this, this.values);

    this.redis = new Redis(this, 'redis', {
      inside: this.values.redis,
      outside: this.values.externalRedis,
      networkPolicy: this.values.networkPolicy.enabled,
      clients: this.main,
      others: [systemsLetInToRedis(this.values)],
    });
    const { redis } = this;
    const account = runAs(this, this.main, this.values.serviceAccount);
    this.configure(redis);
    this.store();
    this.deploy(redis, account);
    exposeViaService(this, this.main, service);
    exposeViaIngress(
      this,
      this.main,
      ingress,
      service.port,
      streamingAnnotations(this.values.streaming, ingress),
    );
    autoscale(this, this.main, autoscaling);
    budgetDisruption(this, this.main, this.values.podDisruptionBudget, this.several);
    monitor(this, this.main, this.values.serviceMonitor);
    connectRelay(this, this.main, this.values, redis);
    testRelay(this, this.main, this.values);
    this.notes = relayNotes(this.values, this.fullname, this.several);
  }

  /** The settings in a ConfigMap, the keys in a Secret. */
  private configure(redis: Redis): void {
    const { config } = this.values;
    Resource.of(this, 'configmap', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: this.main.metadata('-config'),
        data: relaySettings(this.values, redis, this.several),
      },
    });
    Resource.of(new OnlyIf(this, 'secrets', not(config.existingSecret)), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: this.main.metadata('-secret'),
        type: 'Opaque',
        stringData: {
          JWT_SECRET: config.jwtSecret,
          ENCRYPTION_KEY: config.encryptionKey,
          ADMIN_USERNAME: ifSet(config.adminUsername),
          ADMIN_PASSWORD: ifSet(config.adminPassword),
        },
      },
    });
  }

  private store(): void {
    const { persistence } = this.values;
    Resource.of(new OnlyIf(this, 'storage', this.claimed), 'pvc', {
      of: k8s.KubePersistentVolumeClaim,
      manifest: {
        metadata: this.main.metadata('-data', {
          'helm.sh/resource-policy': when(persistence.retain, 'keep'),
        }),
        spec: claimSpec({ ...persistence, accessMode: orElse(persistence.accessMode, 'ReadWriteOnce') }),
      },
    });
  }

  private deploy(redis: Redis, account: Expr<string>): void {
    // Where the new pod comes only after the old one has gone, the relay is away all that time.
    const drainSeconds = this.namedNumber(
      'drainSeconds',
      'How long a pod that is stopped goes on with its streams, in seconds.',
      choose(this.oneAtATime, 5, this.values.streaming.longestSeconds),
    );
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: relayDeployment(this.values, this.main, {
        account,
        claimed: this.claimed,
        drainSeconds,
        oneAtATime: this.oneAtATime,
        redis,
        secretName: this.secretName,
      }),
    });
  }
}
