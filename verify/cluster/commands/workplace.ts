import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { objectsOf } from '../../../lib/engine/release/release';
import { stacks, type StackName } from '../../../lib/stacks/stacks';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { toYamlDocuments } from '../../../lib/engine/yaml/document';
import type { HelmMajor } from '../../../test/support/helm-binary';
import type { Cluster } from '../support/cluster';
import { ProgramFolders } from '../support/program-folders';
import { valuesOfProfile } from './documents';
import { ChartRepository } from './repository';

const ROOT = path.resolve(__dirname, '../../..');

/** JAiRouter's files as its document names them, each with the kinds that it has there. */
const JAIROUTER_FILES: Readonly<Record<string, string>> = {
  Namespace: 'namespace.yaml',
  ConfigMap: 'configmap.yaml',
  Secret: 'secret.yaml',
  PersistentVolumeClaim: 'pvc.yaml',
  Deployment: 'deployment.yaml',
  Service: 'service.yaml',
  Ingress: 'ingress.yaml',
  HorizontalPodAutoscaler: 'hpa.yaml',
  VerticalPodAutoscaler: 'vpa.yaml',
  ServiceMonitor: 'servicemonitor.yaml',
  PrometheusRule: 'prometheusrule.yaml',
};
/** What the document has no file for: a ServiceAccount, a network policy, a budget. */
export const OTHER_FILE = 'others.yaml';

/** The folders that the documents speak of, with what a synthesis writes in them, and the programs that they call. */
export class Workplace {
  /** @param output the folder of a synthesis, with `charts/` */
  static async make(cluster: Cluster, output: string): Promise<Workplace> {
    const folder = mkdtempSync(path.join(tmpdir(), 'commands-'));
    const repository = await ChartRepository.serve(path.join(folder, 'repository'), output);
    const place = new Workplace(folder, repository, new ProgramFolders(folder, cluster));
    place.makeFolders(output);
    return place;
  }

  private constructor(
    readonly folder: string,
    readonly repository: ChartRepository,
    private readonly programs: ProgramFolders,
  ) {}

  async remove(): Promise<void> {
    await this.repository.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  environment(major: HelmMajor): NodeJS.ProcessEnv {
    return this.programs.environment(major);
  }

  private makeFolders(output: string): void {
    const chart = (name: string, folder: string) =>
      cpSync(path.join(output, 'charts', name), path.join(this.folder, folder), { recursive: true });
    const file = (name: string, content: string) => {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), content);
    };

    chart('claude-relay', 'claude-relay-service/charts/claude-relay');
    const required = valuesOfProfile('claude-relay', 'R.required');
    // Files of one's own, of which the document has examples.
    file('claude-relay-service/charts/claude-relay/my-values.yaml', toYamlDocuments(required));
    file('claude-relay-service/new-values.yaml', toYamlDocuments(required.map(withDebugging)));

    file('claude-middleware/kubernetes-middleware.yml', plain('claude-middleware', 'M.k8s', 'default'));
    file('helm-proxy/deploy.yaml', plain('helm-proxy', 'H.k8s', 'default'));

    chart('jairouter', 'jairouter/jairouter-chart');
    for (const [name, objects] of byFile(objectsOfProfile('jairouter', 'J.plain', 'jairouter')))
      file(`jairouter/${name}`, toYamlDocuments(objects));

    chart('mcp-box', 'backend/deploy/helm');
    cpSync(path.join(ROOT, 'deploy/helm-deploy.sh'), path.join(this.folder, 'backend/deploy/helm-deploy.sh'));
    for (const name of ['run.cjs', 'node_modules'])
      symlinkSync(path.join(ROOT, name), path.join(this.folder, 'backend', name));
    symlinkSync(output, path.join(this.folder, 'backend/dist'));
  }
}

function withDebugging(values: Readonly<Record<string, unknown>>): unknown {
  return { ...values, config: { ...(values['config'] as object), logLevel: 'debug' } };
}

function plain(stack: StackName, profile: string, namespace: string): string {
  return toYamlDocuments(objectsOfProfile(stack, profile, namespace));
}

/** The plain rendering with the values of a document's profile. */
function objectsOfProfile(name: StackName, profile: string, namespace: string): readonly KubernetesObject[] {
  const values = valuesOfProfile(name, profile) as readonly JsonObject[];
  return objectsOf({
    stack: stacks[name].template(),
    name,
    namespace,
    values: values.map((part) => ({ name: profile, values: part })),
  });
}

function byFile(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const files = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const file = JAIROUTER_FILES[String(object['kind'])] ?? OTHER_FILE;
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  return files;
}
