import { refuseWrongPods } from '../../kubernetes/pod-refusals';
import * as k8s from '../../kubernetes/k8s';
import { collectLogs } from '../../kubernetes/logging';
import type { MonitorProps } from '../../kubernetes/service-monitor';
import { runAs } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import type { Expr } from '../../engine/template/expression';
import { releaseName, text } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { eachEntry, neverEmpty, pair, type Lines } from '../../engine/template/tree';
import { mcpBoxChart } from './chart';
import { infrastructure } from './databases';
import { seedPlatform } from './job';
import { monitorDatabases } from './exporters';
import { namesOfDatabases, refuseSameNames } from './names';
import { makeNamespace, namespaceOf } from './namespace';
import { mcpBoxNotes } from './notes';
import { makeServices } from './service';
import { shareStorage } from './volume';
import { mcpBoxValues } from './values';

/** The MCP platform: the MCP gateway and whatever further services a user lists, with MySQL and Redis. */
export class McpBox extends Stack<(typeof mcpBoxValues)['shape']['fields']> {
  readonly notes: Lines<string>;
  /** The claim for the volume that services share. */
  readonly sharedClaim: Expr<string>;

  constructor() {
    super(mcpBoxChart, mcpBoxValues);
    const { global, logging, serviceAccount } = this.values;

    refuseWrongPods(this, this.values);
    makeNamespace(this, global);
    const databases = infrastructure(this);
    this.configure();
    this.sharedClaim = shareStorage(this);
    const account = runAs(this, this.main, serviceAccount);
    const { monitored, names: exporters } = monitorDatabases(this, databases);
    const seeding = seedPlatform(this, databases, account);
    const names = [...namesOfDatabases(this, databases), ...exporters, seeding];
    refuseSameNames(this, names);
    makeServices(this, databases, { account, monitored, names });
    collectLogs(this, this.main, { 'app.kubernetes.io/instance': releaseName }, logging);
    this.notes = mcpBoxNotes(this.values, this.namespace, databases);
  }

  /** What all ServiceMonitors have in common. */
  get scraping(): Omit<MonitorProps, 'enabled' | 'path'> {
    return this.values.monitoring.prometheus.serviceMonitor;
  }

  protected override chooseNamespace(): Expr<string> {
    return this.namedText('namespace', 'The namespace of all objects.', namespaceOf(this.values.global));
  }

  /** The configuration files of all services, as templates: each pod fills in its own. */
  private configure(): void {
    const { configs } = this.values;
    Resource.of(new OnlyIf(this, 'configured', configs), 'configmap', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: this.main.metadata('-config'),
        data: neverEmpty(
          eachEntry(configs, { key: 'key', entry: 'config' }, (key, config) =>
            pair(text`${key}.yaml`, config),
          ),
        ),
      },
    });
  }
}
