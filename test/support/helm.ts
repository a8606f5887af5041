/**
 * Runs the real Helm in tests, of the wanted major: on charts, and as the reader of YAML whose opinion counts.
 */
import * as parser from '../../lib/testing/helm/parse';
import { runHelm, type HelmResult } from '../../lib/testing/helm/run';
import * as templates from '../../lib/testing/helm/template';
import type { HelmInput } from '../../lib/testing/helm/template';
import { helmBinary, type HelmMajor } from './helm-binary';

export type { HelmInput, HelmResult };

/** As {@link templates.helmTemplate}. */
export function helmTemplate(major: HelmMajor, input: HelmInput): Promise<HelmResult> {
  return templates.helmTemplate(helmBinary(major), input);
}

/** As {@link runHelm}. */
export function helmRun(major: HelmMajor, args: readonly string[]): Promise<HelmResult> {
  return runHelm(helmBinary(major), args);
}

/** As {@link parser.parseLikeHelm}. */
export function parseLikeHelm(texts: readonly string[], major: HelmMajor = 3): Promise<unknown[][]> {
  return parser.parseLikeHelm(helmBinary(major), texts);
}
