import { refuseWrongPods } from '../../kubernetes/pod-refusals';
import { refuseRequestsAboveLimits } from '../../kubernetes/resources';
import { alertOn } from '../../kubernetes/prometheus-rule';
import { showOnDashboard } from '../../kubernetes/dashboard';
import { exposeViaIngress, exposeViaService } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { monitor } from '../../kubernetes/service-monitor';
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
  releaseNamespace,
  text,
  type Condition,
} from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { choose, ifSet, when, type Lines } from '../../engine/template/tree';
import { jairouterAlerts } from './alerts';
import { jairouterChart } from './chart';
import { connectJairouter } from './network';
import { JAIROUTER_DASHBOARD } from './dashboard';
import { exposeOnNodes, NOT_ON_NODES } from './service';
import { jairouterNotes } from './notes';
import { refuseIncomplete, refuseSeveralWithState } from './validation';
import { scaleJairouter } from './autoscaler';
import { CONTAINER, jairouterDeployment } from './deployment';
import { testRouter } from './test';
import { jairouterValues } from './values';

const SERVICE = '-service';

/** JAiRouter: a Spring Boot service that shares requests among model servers. */
export class JaiRouter extends Stack<(typeof jairouterValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  /** Whether more than one pod may run. */
  private readonly several: Condition;
  /** Whether the old pod must go before the new one comes. */
  private readonly oneAtATime: Condition;
  /** The Secret with the keys and passwords. */
  private readonly secretName: Expr<string>;
  /** The claim for the logs. */
  private readonly logsClaim: Expr<string>;
  /** The Service, which is what Prometheus calls the job. */
  private readonly serviceName: Expr<string>;

  constructor() {
    super(jairouterChart, jairouterValues, { selectedByApp: true });
    const { autoscaling, auth, ingress, monitoring, persistence, replicaCount, service } = this.values;
    this.several = this.namedCondition(
      'several',
      'Whether more than one pod may run.',
      or(autoscaling.enabled, greaterThan(replicaCount, 1)),
    );
    this.oneAtATime = this.namedCondition(
      'oneAtATime',
      'Whether the old pod must go before the new one comes: both would write to the same volume.',
      or(
        not(this.values.stateless),
        and(persistence.enabled, equal(persistence.accessMode, 'ReadWriteOnce')),
      ),
    );
    this.secretName = this.namedText(
      'secretName',
      'The Secret with the keys and passwords.',
      orElse(auth.existingSecret, text`${this.fullname}-secret`),
    );
    this.logsClaim = this.namedText(
      'logsClaim',
      'The claim for the logs.',
      orElse(persistence.claimName, text`${this.fullname}-logs`),
    );
    this.serviceName = this.namedText('serviceName', 'The Service.', text`${this.fullname}${SERVICE}`);
    refuseIncomplete(this, this.values);
    refuseRequestsAboveLimits(this, 'resources', this.values.resources);
    refuseWrongPods(this, this.values);
    refuseSeveralWithState(this, this.values, this.several);

    this.makeNamespace();
    this.configure();
    this.store();
    const account = runAs(this, this.main, this.values.serviceAccount);
    this.deploy(account);
    exposeViaService(this, this.main, service, SERVICE);
    exposeOnNodes(this, this.main, service);
    exposeViaIngress(
      this,
      this.main,
      ingress,
      service.port,
      streamingAnnotations(this.values.streaming, ingress),
      { ingress: '-ingress', service: SERVICE },
    );
    scaleJairouter(this, this.values, CONTAINER);
    monitor(this, this.main, monitoring.serviceMonitor, { ending: '-monitor', services: [NOT_ON_NODES] });
    alertOn(this, this.main, {
      values: monitoring.prometheusRule,
      ending: '-rules',
      group: 'jairouter.rules',
      alerts: jairouterAlerts(this.fullname, this.serviceName, CONTAINER),
    });
    showOnDashboard(this, this.main, monitoring.dashboard, JAIROUTER_DASHBOARD);
    connectJairouter(this, this.main, this.values);
    testRouter(this, this.main, this.values, this.serviceName);
    this.notes = jairouterNotes(this.values, this.fullname, this.secretName, this.several);
  }

  private makeNamespace(): void {
    Resource.of(new OnlyIf(this, 'own', this.values.namespace.create), 'namespace', {
      of: k8s.KubeNamespace,
      manifest: {
        metadata: {
          name: releaseNamespace,
          labels: { name: releaseNamespace, 'pod-security.kubernetes.io/enforce': 'restricted' },
          // Uninstalling must not take away what else is in there.
          annotations: { 'helm.sh/resource-policy': 'keep' },
        },
      },
    });
  }

  /** The files in a ConfigMap, the keys and passwords in a Secret. */
  private configure(): void {
    const { auth, config } = this.values;
    Resource.of(this, 'configmap', {
      of: k8s.KubeConfigMap,
      manifest: { metadata: this.main.metadata('-config'), data: config },
    });
    Resource.of(new OnlyIf(this, 'secrets', not(auth.existingSecret)), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: this.main.metadata('-secret'),
        type: 'Opaque',
        stringData: {
          'api-key': auth.apiKey,
          'jwt-secret': auth.jwtSecret,
          'admin-password': auth.adminPassword,
          'database-password': ifSet(auth.databasePassword),
        },
      },
    });
  }

  private store(): void {
    const { configStore, persistence, stateless } = this.values;
    Resource.of(new OnlyIf(this, 'storage', not(stateless)), 'config-pvc', {
      of: k8s.KubePersistentVolumeClaim,
      manifest: {
        metadata: this.main.metadata('-config-pvc', {
          'helm.sh/resource-policy': when(configStore.retain, 'keep'),
        }),
        spec: claimSpec(configStore),
      },
    });
    Resource.of(new OnlyIf(this, 'logging', persistence.enabled), 'logs-pvc', {
      of: k8s.KubePersistentVolumeClaim,
      manifest: {
        metadata: { ...this.main.metadata(), name: this.logsClaim },
        spec: claimSpec(persistence),
      },
    });
  }

  private deploy(account: Expr<string>): void {
    const drainSeconds = this.namedNumber(
      'drainSeconds',
      'How long a pod that is stopped goes on with its streams, in seconds. Where it must go first, they are cut short.',
      choose(this.oneAtATime, 5, this.values.streaming.longestSeconds),
    );
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: jairouterDeployment(this.values, this.main, {
        account,
        drainSeconds,
        logsClaim: this.logsClaim,
        oneAtATime: this.oneAtATime,
        secretName: this.secretName,
      }),
    });
  }
}
