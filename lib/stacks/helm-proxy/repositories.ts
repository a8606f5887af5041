import { z } from 'zod';
import { literal, type Expr } from '../../engine/template/expression';
import {
  asNumber,
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
 * A chart repository as in `HELM_REPOS`: its name and its URL with `=` between them.
 *
 * The software takes an entry with a second `=` for none and splits at commas (upstream, config.go, initializeHelmRepos); in
 * an external id it lets only names of letters, digits and `-` through (upstream, production.go, validateExternalId).
 */
export function chartRepository(): Declaration<string, 'mandatory', false> {
  return {
    ...httpUrl('', 'Name and URL of a repository.'),
    schema: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]*=https?:\/\/[A-Za-z0-9.-]+(:[1-9][0-9]{0,4})?(\/[A-Za-z0-9._~%/-]*)?$/,
      ),
    presence: 'mandatory',
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
 * The ports of repositories, as entries of a network policy: the one in the URL or, where there is none, that of its scheme.
 *
 * @param others ports that are in the policy anyway, with a blank before and after each
 */
export function portsOf(repositories: Expr<readonly string[]>, others: Expr<string>): Each<unknown> {
  const inUrl = /:[0-9]+/;
  const unlessThere = (blanked: string | Expr<string>, port: Expr<number>) =>
    when(not(contains(others, blanked)), { protocol: 'TCP', port });
  return each(repositories, 'repo', (repo) => {
    const port = trimPrefix(firstMatch(repo, inUrl), ':');
    return choose(
      matches(repo, inUrl),
      unlessThere(text` ${port} `, asNumber(port)),
      choose(matches(repo, /=https:/), unlessThere(' 443 ', literal(443)), unlessThere(' 80 ', literal(80))),
    );
  });
}
