import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { HelmMajor } from '../../../test/support/helm-binary';
import { ROOT } from '../../../test/support/markdown';
import type { Cluster } from '../support/cluster';
import { ProgramFolders } from '../support/program-folders';

const Kubeconfig = z.looseObject({
  contexts: z.array(z.looseObject({ context: z.looseObject({}) })),
});

/** What is in a clone and not linked: `dist` is what a synthesis writes, and the script looks for it beside its own folder. */
const NOT_LINKED = new Set(['.git', '.cache', 'dist', 'deploy']);

/** The folders that Markdown files speak of, and a namespace for what names none. */
export class ReadmePlace {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
  private readonly kubeconfig = path.join(this.folder, 'kubeconfig');
  private readonly programs: ProgramFolders;

  /**
   * @param output the folder of a synthesis, with `charts/`
   * @param namespace that of the context of kubectl and Helm
   * @param variables that a reader has set
   */
  constructor(
    cluster: Cluster,
    output: string,
    namespace: string,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    this.programs = new ProgramFolders(this.folder, cluster);
    this.writeKubeconfig(cluster.plane.kubeconfig, namespace);
    cpSync(path.join(output, 'charts'), path.join(this.folder, 'charts'), { recursive: true });
    this.makeClone(output);
  }

  environment(major: HelmMajor): NodeJS.ProcessEnv {
    return { ...this.programs.environment(major), KUBECONFIG: this.kubeconfig, ...this.variables };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private writeKubeconfig(original: string, namespace: string): void {
    const config = Kubeconfig.parse(parse(readFileSync(original, 'utf8')));
    const contexts = config.contexts.map((entry) => ({ ...entry, context: { ...entry.context, namespace } }));
    writeFileSync(this.kubeconfig, stringify({ ...config, contexts }), { mode: 0o600 });
  }

  /** A clone of the repository after `npm ci`. */
  private makeClone(output: string): void {
    const clone = path.join(this.folder, 'clone');
    execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', ROOT, clone]);
    for (const entry of readdirSync(ROOT).filter((name) => !NOT_LINKED.has(name)))
      symlinkSync(path.join(ROOT, entry), path.join(clone, entry));
    cpSync(path.join(ROOT, 'deploy'), path.join(clone, 'deploy'), { recursive: true });
    cpSync(output, path.join(clone, 'dist'), { recursive: true });
  }
}
