import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { kubernetes } from '../../../tools/kubernetes';
import { helmBinary, type HelmMajor } from '../../../test/support/helm-binary';
import type { Cluster } from './cluster';

const MAJORS: readonly HelmMajor[] = [3, 4];

/** A folder for each Helm, with the `kubectl` and `helm` that a documented command calls. */
export class ProgramFolders {
  /** @param folder where to make them */
  constructor(
    private readonly folder: string,
    cluster: Cluster,
  ) {
    for (const major of MAJORS) {
      const programs = this.programs(major);
      mkdirSync(programs);
      symlinkSync(kubernetes(cluster.plane.version, 'kubectl'), path.join(programs, 'kubectl'));
      // The one that is on the path anyway needs no link.
      if (path.isAbsolute(helmBinary(major))) symlinkSync(helmBinary(major), path.join(programs, 'helm'));
    }
  }

  /** The variables with which the programs are found, and Helm remembers its repositories here alone. */
  environment(major: HelmMajor): NodeJS.ProcessEnv {
    const home = (what: string) => path.join(this.folder, `helm-${major}`, what);
    return {
      PATH: `${this.programs(major)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HELM_CACHE_HOME: home('cache'),
      HELM_CONFIG_HOME: home('config'),
      HELM_DATA_HOME: home('data'),
      PROGRESS_SECONDS: '1',
    };
  }

  private programs(major: HelmMajor): string {
    return path.join(this.folder, `programs-${major}`);
  }
}
