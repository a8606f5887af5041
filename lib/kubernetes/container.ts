import type { Expr } from '../engine/template/expression';
import type { Templated } from '../engine/template/tree';
import * as k8s from './k8s';
import { HTTP } from './service';

/** A container in the words of cdk8s's class, with expressions and decisions in any place. */
export type Container = { readonly [K in keyof k8s.Container]: Templated<k8s.Container[K]> | undefined };

/** An image, and when the node pulls it. */
export interface ContainerImage {
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
}

/** CPU and memory of a container that the user does not set, such as `{ cpu: '100m', memory: '64Mi' }`. */
export interface FixedResources {
  readonly limits: { readonly cpu: string; readonly memory: string };
  readonly requests: { readonly cpu: string; readonly memory: string };
}

/** The resources of a container that the user does not set: what runs for a moment, or needs the same everywhere. */
export function fixedResources({ limits, requests }: FixedResources) {
  const quantities = ({ cpu, memory }: FixedResources['limits']) => ({
    cpu: k8s.Quantity.fromString(cpu),
    memory: k8s.Quantity.fromString(memory),
  });
  return { limits: quantities(limits), requests: quantities(requests) };
}

/** The port that a container serves HTTP on: Services and probes know it by its name, `http`. */
export function httpPort(containerPort: number | Expr<number>) {
  return { name: HTTP, containerPort, protocol: 'TCP' };
}

/** The port named `http`, for probes. */
export const HTTP_PORT = k8s.IntOrString.fromString(HTTP);

/** The action of a probe that requests a path, without authentication. */
export function httpGet(path: string | Expr<string>) {
  return { httpGet: { path, port: HTTP_PORT } };
}
