import type { Expr } from '../../engine/template/expression';
import type { Lines } from '../../engine/template/tree';
import { addConfigMap } from '../../kubernetes/config-map';
import { addExtraObjects } from '../../kubernetes/extra-objects';
import { addLogging } from '../../kubernetes/logging';
import { addServiceAccount } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { mcpBoxChart } from './chart';
import { configurationFiles } from './config-map';
import { addDatabases } from './databases';
import { addExporters } from './exporters';
import { addSeedJob } from './job';
import { globalOf } from './global';
import { databaseNames } from './names';
import { addPlatformNamespace, namespaceOf } from './namespace';
import { mcpBoxNotes } from './notes';
import type { Platform } from './program';
import { addServices } from './service';
import { checkVersion } from './software';
import { validate, validateReservedNames } from './validation';
import { mcpBoxValues } from './values';
import { addSharedVolume } from './volume';

/** The MCP platform: the MCP gateway and further services, with MySQL and Redis. */
export class McpBox extends Stack<(typeof mcpBoxValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(mcpBoxChart, mcpBoxValues, {
      version: (stack) => globalOf(stack).version,
    });
    const { main, values } = this;

    checkVersion(this);
    validate(this);
    addPlatformNamespace(this);
    const databases = addDatabases(this);
    // The init containers of each pod fill in its file.
    const configMap = addConfigMap(this, main, configurationFiles(values), { when: values.configs });
    const platform: Platform = { stack: this, databases, configMap, sharedClaim: addSharedVolume(this) };
    const account = addServiceAccount(this, main, values.serviceAccount);
    const { serviceMonitorsEnabled, names: exporters } = addExporters(this, databases);
    const job = addSeedJob(platform, account);
    const names = [...databaseNames(this, databases), ...exporters, job];
    validateReservedNames(this, names);
    addServices(platform, { account, serviceMonitorsEnabled, names });
    addLogging(this, main, values.logging, { selectors: [...this.selectors, this.testLabels] });
    addExtraObjects(this, values.extraObjects);
    this.notes = mcpBoxNotes(this, databases);
  }

  protected override chooseNamespace(): Expr<string> {
    return this.namedString('namespace', 'Namespace of all objects.', namespaceOf(this.values.global));
  }
}
