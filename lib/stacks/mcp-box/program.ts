import type { Expr } from '../../engine/template/expression';
import type { Named } from '../../engine/template/scopes';
import type { ComponentInstance } from '../../kubernetes/component';
import type { Configuration } from '../../kubernetes/config-map';
import type { Databases } from './databases';
import type { ProgramValues } from './program-values';
import type { ServiceEntry } from './service-values';
import type { McpBoxStack } from './values';

/** Common inputs of all programs of the platform. */
export interface Platform {
  readonly stack: McpBoxStack;
  readonly databases: Databases;
  /** The ConfigMap with the configuration files. */
  readonly configMap: Configuration;
  /** Name of the PersistentVolumeClaim of the shared volume. */
  readonly sharedClaim: Expr<string>;
}

/** A program of the platform: a service, or the Job that seeds the platform. */
export interface Program extends Platform {
  readonly values: ProgramValues;
  /** The configuration file with placeholders; empty for none. */
  readonly configuration: Expr<string>;
  /** Key of the file in the ConfigMap. */
  readonly template: string | Expr<string>;
  /** Name of the file in the pod. */
  readonly file: string | Expr<string>;
  /** Listening port. @default - none */
  readonly port?: Expr<number>;
}

/** A service of the platform: the item of the loop over `services`. */
export interface Service extends Platform {
  /** Its key under `services`. */
  readonly key: Expr<string>;
  readonly values: ServiceEntry;
  readonly component: ComponentInstance;
  /** Scope of its resources, in which the tag of its image has a name. */
  readonly scope: Named<string>;
}
