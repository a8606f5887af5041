import { when } from '../../engine/template/tree';
import { chooseVersion, warning } from '../../kubernetes/chosen-version';
import { fact, NOT_READ, software, type Reading } from '../../kubernetes/software';
import type { ProxyStack } from './values';

/** The version of the document, and of the image that the README builds. */
const DOCUMENTED = 'v1.0.0';
/** A later commit, the newest looked at. */
const LATER = '694e707';

const either = (documented: Reading, later: Reading, note?: string) =>
  fact({ [DOCUMENTED]: documented, [LATER]: later }, note);

// What the libraries read: Helm (pkg/cli), the client of Kubernetes, and Gin.
// prettier-ignore
const LIBRARIES = [
  'CONFIG_FILE', 'GIN_MODE', 'HELM_BURST_LIMIT', 'HELM_(CACHE|CONFIG|DATA)_HOME', 'HELM_DEBUG', 'HELM_KUBE.*', 'HELM_MAX_HISTORY',
  'HELM_NAMESPACE', 'HELM_PLUGINS', 'HELM_QPS', 'HELM_REGISTRY_CONFIG', 'HELM_REPOSITORY_(CACHE|CONFIG)', 'KUBECACHEDIR',
  'KUBERNETES_.*', 'XDG_.*',
];

/** The Helm Proxy's versions, and what each of them reads and serves. */
export const proxySoftware = software(
  {
    [DOCUMENTED]: {
      project: 'mensylisir/helm-proxy',
      commit: '4a56af4',
      checked: 'run',
      tags: /^v?1\.0\.0$/,
      otherVariables: LIBRARIES,
    },
    [LATER]: {
      project: 'mensylisir/helm-proxy',
      commit: LATER,
      checked: 'run',
      tags: /(^|-)694e707/,
      otherVariables: [...LIBRARIES, 'ENVIRONMENT', 'HELM_PROXY_NAMESPACE', 'HELM_PROXY_SECRET_NAME'],
    },
  },
  {
    containers: ['helm-proxy'],
    variables: {
      HELM_REPOS: either('config/config.go:253', 'config/config.go:359'),
      HELM_USERNAME: either('core/manager.go:614', 'core/manager.go:723'),
      HELM_PASSWORD: either('core/manager.go:619', 'core/manager.go:728'),
      KUBECONFIG: either('core/manager.go:518', 'core/manager.go:596'),
      ALLOWED_ORIGINS: either('middleware/cors.go:41', 'middleware/cors.go:41'),
      HOME: either('config/config.go:153', 'config/config.go:174', 'Of Helm too, for its cache.'),
    },
    secrets: {
      HELM_USERNAME: { is: 'the username at the chart repository', issuer: 'the chart repository' },
      HELM_PASSWORD: { is: 'the password at the chart repository', issuer: 'the chart repository' },
    },
    keys: {
      'flag -config': either('main.go:15', 'main.go:15'),
      'flag -port': either('main.go:16', 'main.go:16'),
      'flag -log-level': either('main.go:17', 'main.go:17', 'Only `debug` makes a difference.'),
      'helm.driver': either('core/manager.go:523', 'core/manager.go:612'),
      'helm.timeout': either(
        NOT_READ,
        'core/manager.go:895',
        'An installation takes as long as the field `timeout` of its call says; the later commit reads the key for upgrades, rollbacks and deletions.',
      ),
    },
    calls: {
      'GET /health': either('routes/router.go:44', 'routes/router.go:49', 'A constant.'),
      'POST /v3/projects/{projectId}/app': either(
        'routes/router.go:101',
        'routes/router.go:109',
        'Installs, and upgrades a release that is there.',
      ),
      'POST /v1/repos': either(
        NOT_READ,
        'routes/router.go:1065',
        'Lets every client of the later commit add a repository, which then gets the credentials; the first version answers and does nothing.',
      ),
      'GET /v3/projects/{projectId}/app/{name}': either('routes/router.go:104', 'routes/router.go:112'),
      'POST /v3/projects/{projectId}/app/{name}?action=upgrade': either(
        NOT_READ,
        'routes/router.go:121',
        'The first version answers 200 and does nothing. The later commit changes values only, and needs `name`, `targetNamespace` and `externalId` in the body.',
      ),
      'DELETE /v3/projects/{projectId}/app/{name}': either(
        NOT_READ,
        'routes/router.go:118',
        'The first version answers 404, and no other call of it deletes anything: use `helm uninstall`.',
      ),
    },
  },
);

/** Adds warnings of an image of another version, of variables that the Helm Proxy does not read, and of what the later commit needs. */
export function checkVersion(stack: ProxyStack): void {
  const { config, image } = stack.values;
  const version = chooseVersion(stack, proxySoftware, {
    tag: image.tag,
    extraEnv: { path: 'config.extraEnv', values: config.extraEnv },
  });
  stack.addWarnings(
    when(
      version.is(LATER),
      warning(
        'image.tag',
        `commit ${LATER} needs a Secret and permission to read it, installs into one namespace only, and lets every client add ` +
          'repositories, which get the credentials; the README says what to set.',
      ),
    ),
  );
}
