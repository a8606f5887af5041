/** What templates may know of their chart. */
export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/** What `Chart.yaml` says of a stack. */
export interface ChartMetadata extends ChartIdentity {
  /** One sentence. */
  readonly description: string;
  /** Words that people search for. */
  readonly keywords: readonly string[];
  /** The page of the project. */
  readonly home: string;
  /** Where the source of the software and of the chart is. */
  readonly sources: readonly string[];
  readonly maintainers: readonly { readonly name: string; readonly email?: string; readonly url?: string }[];
  /** The versions of Kubernetes that the chart is made for, as a constraint of semantic versions. */
  readonly kubeVersion: string;
  /** Annotations that Artifact Hub reads. */
  readonly annotations: Readonly<Record<string, string>>;
}
