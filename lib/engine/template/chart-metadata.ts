/** What templates may know of their chart. */
export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  /**
   * Whether it is installed by itself, and not as part of another chart, which may give it another name, an alias.
   *
   * @default true
   */
  readonly isRoot?: boolean;
}

/** What `Chart.yaml` says of a stack. */
export interface ChartMetadata extends ChartIdentity {
  /** One sentence. */
  readonly description: string;
  /** Words that people search for. @default - none */
  readonly keywords?: readonly string[];
  /** The page of the project. @default - none */
  readonly home?: string;
  /** Where the source of the software and of the chart is. @default - not said */
  readonly sources?: readonly string[];
  /** @default - nobody */
  readonly maintainers?: readonly { readonly name: string; readonly email?: string; readonly url?: string }[];
  /** The versions of Kubernetes that the chart is made for, as a constraint of semantic versions. @default - all */
  readonly kubeVersion?: string;
  /** Annotations that Artifact Hub reads. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}
