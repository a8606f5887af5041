import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { PLATFORM_EXAMPLE } from './example';
import {
  configurationFile,
  SUBSTITUTE,
  GATEWAY_CONFIGURATION,
} from '../../../lib/stacks/mcp-box/configuration';

const VARIABLES = {
  PORT: '8082',
  MYSQL_HOST: 'mcp-mysql',
  MYSQL_PORT: '3306',
  MYSQL_DATABASE: 'mcp',
  MYSQL_USERNAME: 'mcp_user',
  MYSQL_PASSWORD: 'secret',
  REDIS_HOST: 'mcp-redis',
  REDIS_PORT: '6379',
  REDIS_PASSWORD: '',
};

/** Runs the script as the init container does, with folders of its own and the awk of this machine. */
function fillIn(template: string, variables: Readonly<Record<string, string>> = VARIABLES) {
  const folder = mkdtempSync(path.join(tmpdir(), 'fill-in-'));
  for (const name of ['templates', 'config']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'templates/gateway.yaml'), template);
  const script = SUBSTITUTE.replaceAll(/"\/(templates|config)\//g, `"${folder}/$1/`);
  const { status, stderr } = spawnSync('sh', ['-c', script], {
    env: { PATH: process.env['PATH'], FILE: 'gateway.yaml', ...variables },
    encoding: 'utf8',
  });
  const file = path.join(folder, 'config/gateway.yaml');
  return { status, stderr, text: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 };
}

describe('the configuration file of a service', () => {
  it('has what the gateway needs', () => {
    const { status, text, mode } = fillIn(GATEWAY_CONFIGURATION);
    expect(status).toBe(0);
    expect(mode).toBe(0o600);
    expect(parse(text)).toEqual({
      server: { httpPort: 8082 },
      database: {
        mysql: {
          host: 'mcp-mysql',
          port: 3306,
          database: 'mcp',
          username: 'mcp_user',
          password: 'secret',
        },
        redis: { host: 'mcp-redis', port: 6379, password: '', db: 0 },
      },
      log: { level: 'info', format: 'json' },
    });
  });

  it.each([
    '12345',
    '0755',
    'p"a\\s&s',
    "it's",
    '$(PORT)',
    '#: x',
    'a\nb',
    ' ',
    '\\n',
    '日本',
    '{{ x }}',
    '%s',
    '${X}',
    '&',
  ])('keeps the password %j as it is', (password) => {
    const variables = { ...VARIABLES, MYSQL_PASSWORD: password };
    const { text } = fillIn(
      'alone: $(MYSQL_PASSWORD)\nwithin: "a $(MYSQL_PASSWORD) b" # "$(PORT)"\n',
      variables,
    );
    expect(parse(text)).toEqual({ alone: password, within: `a ${password} b` });
  });

  it.each(['init', 'authz', 'market'])('has what %s needs, in the values for the whole platform', (key) => {
    const { configs } = parse(PLATFORM_EXAMPLE) as { configs: Record<string, string> };
    const secrets = { APP_SECRET: 's"1', ADMIN_PASSWORD: '0755' };
    const { status, text } = fillIn(configs[key] ?? '', { ...VARIABLES, ...secrets });
    expect(status).toBe(0);
    expect(parse(text)).toMatchObject({
      database: {
        mysql: { host: 'mcp-mysql', port: 3306, password: 'secret' },
        ...(key === 'init' ? {} : { redis: { host: 'mcp-redis', port: 6379, password: '' } }),
      },
      storage: { staticPath: '/data/mcpcan/static' },
      ...(key === 'authz' ? {} : { init: { admin_password: '0755' } }),
      ...(key === 'init' ? {} : { secret: 's"1', server: { httpPort: 8082 } }),
    });
  });

  it('understands the references of the document', () => {
    const document = [
      'database:',
      '  host: {{ .Values.infrastructure.mysql.service.name }}',
      '  port: {{ .Values.infrastructure.mysql.service.port }}',
      '  user: {{.Values.infrastructure.mysql.auth.username}}',
      '  name: {{ .Values.infrastructure.mysql.auth.database }}',
      '  password: {{ .Values.infrastructure.mysql.auth.password }}',
      '  cache: {{ .Values.infrastructure.redis.service.name }}',
      '',
    ].join('\n');
    expect(configurationFile('').schema?.().safeParse(document).success).toBe(true);
    expect(parse(fillIn(document).text)).toEqual({
      database: {
        host: 'mcp-mysql',
        port: 3306,
        user: 'mcp_user',
        name: 'mcp',
        password: 'secret',
        cache: 'mcp-redis',
      },
    });
  });

  it('leaves all else alone', () => {
    const text = 'a: $HOME $(lower) {b: c} % & \\ é\n\n# end\n';
    expect(fillIn(text).text).toBe(text);
  });

  it('names the variable that is not there', () => {
    const { status, stderr } = fillIn('a: 1\nb: $(API_KEY)\n');
    expect(status).toBe(1);
    expect(stderr).toContain('line 2: there is no variable API_KEY');
  });

  it.each(['{{ .Release.Name }}', '{{ lookup "v1" "Secret" "a" "b" }}', '{{ .Values.global.domain }}', '{{'])(
    'may not have the template expression %s',
    (expression) => {
      expect(configurationFile('').schema?.().safeParse(`a: ${expression}\n`).success).toBe(false);
    },
  );
});
