import { all, containing, has, including, type Checks } from './check';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;

const fromSecret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });
const fromConfigMap = (name: string, key: string) => ({ valueFrom: { configMapKeyRef: { name, key } } });

export const helmProxy: Checks = {
  'open-webui-eks': {
    'an own image': has('Deployment', `${container}.image`, 'public.ecr.aws/example/helm-proxy:v0.0.1'),
    'a ServiceAccount with the name that the cloud knows': all(
      has('ServiceAccount', 'metadata.name', 'proxy-pod-identity'),
      has('Deployment', `${pod}.serviceAccountName`, 'proxy-pod-identity'),
    ),
    'addresses of the servers behind it': all(
      has('Deployment', `${container}.env[name=HELM_REPOS].value`, 'team=http://charts-service/v1'),
      has('NetworkPolicy', 'spec.egress[*].ports[*].port', including(including(80))),
    ),
    'a variable from a Secret': has(
      'Deployment',
      `${container}.env[name=DATABASE_URL]`,
      containing(fromSecret('db-credentials', 'url')),
    ),
    'a variable': has('Deployment', `${container}.env[name=VECTOR_DB].value`, 'pgvector'),
    'variables from one ConfigMap, each by its key': has(
      'Deployment',
      `${container}.env`,
      including(
        { name: 'OAUTH_PROVIDER_NAME', ...fromConfigMap('oauth-config', 'OAUTH_PROVIDER_NAME') },
        { name: 'OAUTH_SCOPES', ...fromConfigMap('oauth-config', 'OAUTH_SCOPES') },
        { name: 'OAUTH_CLIENT_ID', ...fromConfigMap('oauth-config', 'OAUTH_CLIENT_ID') },
      ),
    ),
    'variables from another Secret, each by its key': has(
      'Deployment',
      `${container}.env`,
      including(
        { name: 'OAUTH_CLIENT_SECRET', ...fromSecret('oauth-credentials', 'OAUTH_CLIENT_SECRET') },
        { name: 'OPENID_PROVIDER_URL', ...fromSecret('oauth-credentials', 'OPENID_PROVIDER_URL') },
      ),
    ),
    'volumes from ConfigMaps': has(
      'Deployment',
      `${pod}.volumes`,
      including(
        { name: 'favicon', configMap: { name: 'favicon' } },
        { name: 'splash', configMap: { name: 'splash' } },
      ),
    ),
    'single files of them, in places of their own': has(
      'Deployment',
      `${container}.volumeMounts`,
      including(
        { name: 'favicon', mountPath: '/srv/build/static/favicon.png', subPath: 'favicon.png' },
        { name: 'favicon', mountPath: '/srv/build/favicon.png', subPath: 'favicon.png' },
        { name: 'splash', mountPath: '/srv/build/static/splash.png', subPath: 'splash.png' },
      ),
    ),
  },
};
