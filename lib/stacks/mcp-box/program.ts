import type { ComponentInstance } from '../../kubernetes/component';
import type { Expr } from '../../engine/template/expression';
import type { Named } from '../../engine/template/scopes';
import type { Databases } from './databases';
import type { ProgramValues } from './program-values';
import type { ServiceEntry } from './service-values';
import type { McpBoxStack } from './values';

/** What all programs of the platform have around them. */
export interface Platform {
  readonly stack: McpBoxStack;
  readonly databases: Databases;
  /** The claim for the volume that services share. */
  readonly sharedClaim: Expr<string>;
}

/** A program of the platform: a service, or the Job that seeds the platform. */
export interface Program extends Platform {
  readonly values: ProgramValues;
  /** The text of its configuration file, with placeholders; empty where it has none. */
  readonly configuration: Expr<string>;
  /** What the text is called in the ConfigMap. */
  readonly template: string | Expr<string>;
  /** What the file is called in the pod. */
  readonly file: string | Expr<string>;
  /** @default - it listens on none */
  readonly port?: Expr<number>;
}

/** One service of the platform, whichever it is. */
export interface Service extends Platform {
  /** Its key under `services`. */
  readonly key: Expr<string>;
  readonly values: ServiceEntry;
  readonly component: ComponentInstance;
  /** Where its resources are made. */
  readonly scope: Named<string>;
}
