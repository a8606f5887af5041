import path from 'node:path';
import { goPrograms, sourcesOf, tidy, versionOf, type GoModule } from './go';

/** Helm's fetching of what is no file: registries, plugins and clusters, which are most of what it is built from. */
const READS_FILES_ONLY = {
  'pkg/getter/getter.go': '../helm-values/getter.go',
  'pkg/getter/httpgetter.go': null,
  'pkg/getter/ocigetter.go': null,
  'pkg/getter/plugingetter.go': null,
  'pkg/getter/getter_test.go': null,
  'pkg/getter/httpgetter_test.go': null,
  'pkg/getter/ocigetter_test.go': null,
  'pkg/getter/plugingetter_test.go': null,
};

// Each has a module of its own: in one they would have to share the versions of what they use, with which kube-score does
// not build.
const MODULES = {
  etcd: { packages: ['.'], versionOf: 'go.etcd.io/etcd/server/v3', minutes: 'a minute' },
  kwok: { packages: ['sigs.k8s.io/kwok/cmd/kwok'], versionOf: 'sigs.k8s.io/kwok', minutes: 'two minutes' },
  kubeconform: {
    packages: ['github.com/yannh/kubeconform/cmd/kubeconform'],
    versionOf: 'github.com/yannh/kubeconform',
    minutes: 'half a minute',
  },
  'kube-score': {
    packages: ['github.com/zegl/kube-score/cmd/kube-score'],
    versionOf: 'github.com/zegl/kube-score',
    minutes: 'a minute',
  },
  'helm-3-values': {
    packages: ['.'],
    versionOf: 'helm.sh/helm/v3',
    patches: { 'helm.sh/helm/v3': READS_FILES_ONLY },
    minutes: 'ten seconds',
  },
  'helm-4-values': {
    packages: ['.'],
    versionOf: 'helm.sh/helm/v4',
    patches: {
      'helm.sh/helm/v4': {
        ...READS_FILES_ONLY,
        'pkg/chart/common/capabilities.go': null,
        'pkg/chart/common/capabilities_test.go': null,
      },
    },
    minutes: 'ten seconds',
  },
  redis_exporter: {
    packages: ['github.com/oliver006/redis_exporter'],
    versionOf: 'github.com/oliver006/redis_exporter',
    minutes: 'ten seconds',
    // For the version that it says, and has among its metrics.
    linkerFlags: (version: string) => [`-X main.BuildVersion=${version}`],
  },
  conftest: {
    packages: ['github.com/open-policy-agent/conftest'],
    versionOf: 'github.com/open-policy-agent/conftest',
    patches: {
      'github.com/open-policy-agent/conftest': {
        'downloader/downloader.go': 'downloader.go',
        'downloader/oci_detector.go': null,
        'downloader/oci_getter.go': null,
        'parser/cue/cue.go': 'cue.go',
        'parser/jsonnet/jsonnet.go': 'jsonnet.go',
      },
    },
    minutes: 'a minute',
  },
  oras: { packages: ['oras.land/oras/cmd/oras'], versionOf: 'oras.land/oras', minutes: 'half a minute' },
  // For its registry, which keeps what it has in memory.
  crane: {
    packages: ['github.com/google/go-containerregistry/cmd/crane'],
    versionOf: 'github.com/google/go-containerregistry',
    minutes: 'half a minute',
  },
  coredns: { packages: ['.'], versionOf: 'github.com/coredns/coredns', minutes: 'three minutes' },
  'kube-router': {
    packages: ['github.com/cloudnativelabs/kube-router/v2/cmd/kube-router'],
    versionOf: 'github.com/cloudnativelabs/kube-router/v2',
    patches: {
      'github.com/cloudnativelabs/kube-router/v2': { 'pkg/controllers/routing/aws.go': 'aws.go' },
    },
    minutes: 'three minutes',
  },
  traefik: {
    packages: ['github.com/traefik/traefik/v3/cmd/traefik'],
    versionOf: 'github.com/traefik/traefik/v3',
    patches: {
      'github.com/go-acme/lego/v5': { 'providers/dns/zz_gen_dns_providers.go': 'dns.go' },
      'github.com/traefik/traefik/v3': {
        'pkg/provider/ecs/ecs.go': 'ecs.go',
        'pkg/provider/ecs/config.go': null,
        'pkg/provider/ecs/label.go': null,
      },
    },
    minutes: 'five minutes',
  },
  'metrics-server': {
    packages: ['sigs.k8s.io/metrics-server/cmd/metrics-server'],
    versionOf: 'sigs.k8s.io/metrics-server',
    minutes: 'three minutes',
  },
  // Debian's is built without the discovery of targets in Kubernetes.
  prometheus: {
    packages: ['github.com/prometheus/prometheus/cmd/prometheus'],
    versionOf: 'github.com/prometheus/prometheus',
    patches: { 'github.com/prometheus/prometheus': { 'plugins/plugins.go': 'plugins.go' } },
    minutes: 'four minutes',
  },
  'prometheus-operator': {
    packages: [
      'github.com/prometheus-operator/prometheus-operator/cmd/operator',
      'github.com/prometheus-operator/prometheus-operator/cmd/prometheus-config-reloader',
    ],
    versionOf: 'github.com/prometheus-operator/prometheus-operator',
    minutes: 'three minutes',
  },
  'external-secrets': {
    packages: ['github.com/external-secrets/external-secrets'],
    versionOf: 'github.com/external-secrets/external-secrets',
    patches: {
      'github.com/external-secrets/external-secrets': {
        'pkg/provider/register/register.go': 'providers.go',
        'pkg/generator/register/register.go': 'generators.go',
      },
    },
    minutes: 'three minutes',
  },
  // Of one release of Flux, so that they are built from the same versions.
  flux: {
    packages: [
      'github.com/fluxcd/source-controller',
      'github.com/fluxcd/kustomize-controller',
      'github.com/fluxcd/helm-controller',
    ],
    versionOf: 'github.com/fluxcd/source-controller',
    minutes: 'ten minutes',
  },
  cosign: {
    packages: ['github.com/sigstore/cosign/v3/cmd/cosign'],
    versionOf: 'github.com/sigstore/cosign/v3',
    minutes: 'five minutes',
  },
  helmfile: {
    packages: ['github.com/helmfile/helmfile'],
    versionOf: 'github.com/helmfile/helmfile',
    // Without the stores of other people's secrets.
    tags: ['custom_providers'],
    minutes: 'ten minutes',
  },
} as const satisfies Record<string, Omit<GoModule, 'name'>>;

/** A program that is built from the module of its name. */
export type Program = keyof typeof MODULES;

/**
 * The path of a program, which is built unless an earlier run did.
 *
 * @param command which one, where a module has several: otherwise the first
 */
export function program(name: Program, command?: string): string {
  const [first] = MODULES[name].packages;
  return path.join(
    goPrograms({ name, ...MODULES[name] }),
    command ?? (first === '.' ? name : path.posix.basename(first)),
  );
}

/**
 * The folder with the sources of a program, or of another module that it is built with, for what is kept beside them, such as the
 * definitions of its resources.
 */
export function sources(name: Program, module?: string): string {
  return sourcesOf({ name, ...MODULES[name] }, module);
}

/** The version of a program, such as `v3.18.0`. */
export function versionOfProgram(name: Program): string {
  return versionOf({ name, ...MODULES[name] });
}

if (require.main === module) {
  const name = process.argv[2] ?? '';
  const modules: Readonly<Record<string, Omit<GoModule, 'name'>>> = MODULES;
  const chosen = modules[name];
  if (chosen === undefined)
    throw new Error(`${JSON.stringify(name)} is none of ${Object.keys(modules).join(', ')}.`);
  tidy({ name, ...chosen });
}
