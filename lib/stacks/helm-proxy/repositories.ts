import * as z from 'zod';
import { literal, type Expr } from '../../engine/template/expression';
import {
  asInteger,
  contains,
  firstMatch,
  matches,
  not,
  text,
  trimPrefix,
} from '../../engine/template/operators';
import { choose, each, when, type Each } from '../../engine/template/tree';
import type { Declaration } from '../../engine/values/declaration';
import { httpUrl } from '../../engine/values/scalars';

/**
 * A chart repository in the format of `HELM_REPOS`: name and URL, separated by `=`.
 *
 * The application ignores an entry with a second `=` and splits at commas (upstream, config.go, initializeHelmRepos). In an
 * external ID it accepts only names of letters, digits and `-` (upstream, production.go, validateExternalId).
 */
export function chartRepository(): Declaration<string, 'required', false> {
  return {
    ...httpUrl('', 'Name and URL of the repository.'),
    schema: () =>
      z
        .string()
        .regex(
          /^[A-Za-z0-9][A-Za-z0-9-]*=https?:\/\/[A-Za-z0-9.-]+(:[1-9][0-9]{0,4})?(\/[A-Za-z0-9._~%/-]*)?$/,
        ),
    presence: 'required',
    default: undefined,
    expects:
      'a name, "=" and a URL, such as myrepo=https://charts.example.com/repository/helm, without another "=" and without ","',
    samples: [
      'myrepo=http://172.30.1.13:18091/repository/helm',
      'bitnami=https://charts.bitnami.com/bitnami',
      'stable=https://charts.helm.sh/stable',
      'plain=http://repo1-url',
      'a=https://b:8443',
    ],
  };
}

/**
 * Ports of repositories, as entries of a network policy: the port in the URL or the default port of its scheme.
 *
 * @param existing ports already in the policy, with a space before and after each
 */
export function repositoryPorts(
  repositories: Expr<readonly string[]>,
  existing: Expr<string>,
): Each<unknown> {
  const portInUrl = /:[0-9]+/;
  const unlessExisting = (padded: string | Expr<string>, port: Expr<number>) =>
    when(not(contains(existing, padded)), { protocol: 'TCP', port });
  return each(repositories, 'repo', (repo) => {
    const port = trimPrefix(firstMatch(repo, portInUrl), ':');
    return choose(
      matches(repo, portInUrl),
      unlessExisting(text` ${port} `, asInteger(port)),
      choose(
        matches(repo, /=https:/),
        unlessExisting(' 443 ', literal(443)),
        unlessExisting(' 80 ', literal(80)),
      ),
    );
  });
}
