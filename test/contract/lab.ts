import { Network } from './network';
import { Pod, type PodOptions } from './pod';
import type { Objects } from './releases';

/** Something that a test starts and that has to end with it. */
export interface Removable {
  remove(): Promise<void>;
}

/** A small cluster of a test: pods and servers that find each other. */
export class Lab {
  readonly network = new Network();
  private readonly started: Removable[] = [];

  /** A pod of a release. */
  pod(objects: Objects, container: string, options: Omit<PodOptions, 'network'>): Pod {
    return this.keep(new Pod(objects, container, { ...options, network: this.network }));
  }

  /** Ends something with the test. */
  keep<T extends Removable>(one: T): T {
    this.started.push(one);
    return one;
  }

  /** Ends everything, the last one first. */
  async remove(): Promise<void> {
    for (const one of this.started.splice(0).reverse()) await one.remove();
  }
}

/** A lab for each test of a file, of which nothing is left after the test, also where it fails. */
export function useLab(): () => Lab {
  let lab = new Lab();
  beforeEach(() => {
    lab = new Lab();
  });
  afterEach(() => lab.remove());
  return () => lab;
}
