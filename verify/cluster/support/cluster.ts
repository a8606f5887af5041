import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { toYamlDocuments } from '../../../lib/engine/yaml/document';
import { CACHE_FOLDER, helmBinary, type HelmMajor } from '../../../test/support/helm-binary';
import { kubernetes, type ClusterVersion } from '../../../tools/kubernetes';
import { ControlPlane, type Answer } from './control-plane';
import { execute, succeeded, type Ended } from '../../../test/support/execute';
import { Listing } from './listing';

/** An object as the API server gives it; what a test reads of it, it parses. */
export const Obj = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    generation: z.number().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});
export type Obj = z.infer<typeof Obj>;

/** A cluster of a control plane and played nodes, with kubectl and both Helms to work on it. */
export class Cluster {
  static async start(version: ClusterVersion): Promise<Cluster> {
    return new Cluster(await ControlPlane.start(version));
  }

  private readonly listing: Listing;

  protected constructor(readonly plane: ControlPlane) {
    this.listing = new Listing(plane);
  }

  stop(): Promise<void> {
    return this.plane.stop();
  }

  /** @throws Error with what kubectl wrote to stderr when it fails */
  async kubectl(...args: readonly string[]): Promise<string> {
    return succeeded('kubectl', args, await this.tryKubectl(...args));
  }

  /** kubectl that may fail. */
  tryKubectl(...args: readonly string[]): Promise<Ended> {
    return this.execute(kubernetes(this.plane.version, 'kubectl'), args);
  }

  /**
   * Makes objects, or changes those that are there.
   *
   * @throws Error with what kubectl wrote to stderr when it fails
   */
  async apply(...objects: readonly unknown[]): Promise<void> {
    const args = ['apply', '-f', '-'];
    const kubectl = kubernetes(this.plane.version, 'kubectl');
    succeeded('kubectl', args, await this.execute(kubectl, args, toYamlDocuments(objects)));
  }

  /** @throws Error with what Helm wrote to stderr when it fails */
  async helm(major: HelmMajor, ...args: readonly string[]): Promise<string> {
    return succeeded(`helm ${major}`, args, await this.tryHelm(major, ...args));
  }

  /** Helm that may fail. */
  tryHelm(major: HelmMajor, ...args: readonly string[]): Promise<Ended> {
    return this.execute(helmBinary(major), args);
  }

  /** Asks the API server itself. */
  ask(...call: Parameters<ControlPlane['ask']>): Promise<Answer> {
    return this.plane.ask(...call);
  }

  /**
   * Objects of a kind, or of several with a comma between, such as `deployments,statefulsets`.
   *
   * @param flags kubectl's for namespaces and selectors
   */
  async list(kinds: string, ...flags: readonly string[]): Promise<Obj[]> {
    return z.array(Obj).parse(await this.listing.of(kinds, flags));
  }

  /** Runs any program against this cluster. */
  execute(program: string, args: readonly string[], input = ''): Promise<Ended> {
    return execute(program, args, { input, env: this.environment() });
  }

  /** The variables with which kubectl and Helm find this cluster and nothing of who runs the tests. */
  environment(): NodeJS.ProcessEnv {
    const home = path.join(CACHE_FOLDER, 'cluster-home');
    mkdirSync(home, { recursive: true });
    const inherited = Object.entries(process.env).filter(([name]) => !/^(HELM|KUBE)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      HOME: home,
      KUBECONFIG: this.plane.kubeconfig,
      HELM_CACHE_HOME: path.join(home, 'helm/cache'),
      HELM_CONFIG_HOME: path.join(home, 'helm/config'),
      HELM_DATA_HOME: path.join(home, 'helm/data'),
    };
  }
}
