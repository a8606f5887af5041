/** Where the CustomResourceDefinitions come from whose kinds the stacks use, or `stacks gitops` prints. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A Go module. */
interface GoModule {
  readonly module: string;
  readonly version: string;
}

/** A Go module with definitions in it. */
export interface CrdSource extends GoModule {
  /** The file inside the module, by the definition's name (`<plural>.<group>`). */
  readonly files: Readonly<Record<string, string>>;
}

export const CRD_SOURCES: readonly CrdSource[] = [
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    files: {
      'servicemonitors.monitoring.coreos.com':
        'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
      'prometheusrules.monitoring.coreos.com':
        'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
    },
  },
  {
    module: 'k8s.io/autoscaler/vertical-pod-autoscaler',
    version: 'v1.8.1',
    files: { 'verticalpodautoscalers.autoscaling.k8s.io': 'deploy/vpa-v1-crd-gen.yaml' },
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    files: {
      'httproutes.gateway.networking.k8s.io': 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
    },
  },
  {
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.17.2',
    files: { 'scaledobjects.keda.sh': 'config/crd/bases/keda.sh_scaledobjects.yaml' },
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    files: {
      'externalsecrets.external-secrets.io': 'config/crds/bases/external-secrets.io_externalsecrets.yaml',
    },
  },
];

/** The modules with the definitions of Argo CD and Flux, each with the folder that has them. */
const GITOPS_CRD_SOURCES: readonly (GoModule & { readonly folder: string })[] = [
  { module: 'github.com/argoproj/argo-cd/v3', version: 'v3.1.0', folder: 'manifests/crds' },
  { module: 'github.com/fluxcd/source-controller', version: 'v1.9.5', folder: 'config/crd/bases' },
  { module: 'github.com/fluxcd/kustomize-controller', version: 'v1.9.5', folder: 'config/crd/bases' },
  { module: 'github.com/fluxcd/helm-controller', version: 'v1.6.4', folder: 'config/crd/bases' },
];

/**
 * Downloads a module, or finds it downloaded already, and gives its folder.
 *
 * @param module with its version, as `module@v1.2.3`
 * @throws Error when there is no Go, or the module cannot be had
 */
export function download(module: string): string {
  const go = spawnSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8' });
  if (go.error)
    throw new Error(`Cannot run go, which downloads the modules; is it installed? (${go.error.message})`);
  if (go.status !== 0) {
    // Go reports what is wrong with a module as JSON, what is wrong with itself as text; the first line says it.
    const reason = /"Error": "(.*?)(?:\\n.*)?"$/m.exec(go.stdout)?.[1] ?? go.stderr.trim();
    throw new Error(`Cannot download the module ${module}: ${reason}`);
  }
  return z.object({ Dir: z.string() }).parse(JSON.parse(go.stdout)).Dir;
}

/**
 * The paths of the definitions as their projects publish them, with defaults and validation rules: what one applies to a
 * cluster. A file may define more kinds than are used here.
 *
 * @throws Error when a module cannot be had, or has no such file
 */
export function crdFiles(): readonly string[] {
  return CRD_SOURCES.flatMap(({ module, version, files }) => {
    const pinned = `${module}@${version}`;
    const folder = download(pinned);
    return Object.entries(files).map(([name, file]) => {
      const path = join(folder, file);
      if (!existsSync(path)) throw new Error(`CRD ${name} not found in ${pinned}: it has no file ${file}.`);
      return path;
    });
  });
}

/**
 * The paths of the definitions of Argo CD and Flux, as their projects publish them.
 *
 * @throws Error when a module cannot be had, or has no definitions in its folder
 */
export function gitopsCrdFiles(): readonly string[] {
  return GITOPS_CRD_SOURCES.flatMap(({ module, version, folder }) => {
    const pinned = `${module}@${version}`;
    const below = join(download(pinned), folder);
    const names = existsSync(below) ? readdirSync(below) : [];
    const files = names.filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');
    if (files.length === 0) throw new Error(`CRDs not found in ${pinned}: it has none in ${folder}.`);
    return files.map((file) => join(below, file));
  });
}
