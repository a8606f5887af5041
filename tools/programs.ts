import path from 'node:path';
import { goPrograms, sourcesOf, type GoModule } from './go';

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
  conftest: {
    packages: ['github.com/open-policy-agent/conftest'],
    versionOf: 'github.com/open-policy-agent/conftest',
    minutes: 'three minutes',
  },
} as const satisfies Record<string, Omit<GoModule, 'name'>>;

/** A program that is built from the module of its name. */
export type Program = keyof typeof MODULES;

/** The path of a program, which is built unless an earlier run did. */
export function program(name: Program): string {
  return path.join(goPrograms({ name, ...MODULES[name] }), name);
}

/** The folder with the sources of a program. */
export function sources(name: Program): string {
  return sourcesOf({ name, ...MODULES[name] });
}
