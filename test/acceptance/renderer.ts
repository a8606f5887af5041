import type { KubernetesObject } from '../../lib/template/render';

/** One way to render a chart: the plain rendering, Helm 3, Helm 4. */
export interface Renderer {
  readonly name: string;
  /** Where Chart.yaml and values.yaml are. */
  readonly chartDirectory: string;
  render(request: RenderRequest): Promise<Rendering>;
  /**
   * Runs a command line of the stack (its script, `helm lint`) and tells what came of it.
   * Without it, assertions on command lines are listed and not run.
   */
  run?(commandLine: string): Promise<CommandResult>;
}

/** What `helm template` gets. */
export interface RenderRequest {
  readonly release: string;
  readonly namespace: string;
  /** Merged in order, as several `--values` files are. */
  readonly values: readonly object[];
  /** As for `--set`, for example `ingress.hosts[0].host=a`. */
  readonly set: readonly string[];
  /** As for `--set-string`. */
  readonly setString: readonly string[];
}

/** The objects, or the message with which the chart refuses the values. */
export type Rendering =
  | { readonly ok: true; readonly objects: readonly KubernetesObject[] }
  | { readonly ok: false; readonly message: string };

export interface CommandResult {
  /** The arguments of the Helm call that the command line made, joined by spaces. */
  readonly argv: string;
  readonly exit: number;
}
