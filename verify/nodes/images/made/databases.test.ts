import { get, listening, MYSQL, mysql, redis, until, useSandbox } from '../lab';

const sandbox = useSandbox('oliver006/redis_exporter:v1.62.0', 'prom/mysqld-exporter:v0.15.1');

describe('the images of the databases', () => {
  it('keep what is in them, and MySQL says that it is alive before anybody can log in', async () => {
    const first = await mysql(sandbox());
    const ask = (query: string) => ['mysql', '-h127.0.0.1', '-uroot', '-proot', '-N', '-e', query];
    expect(first.exec('mysqladmin', 'ping', '-h', '127.0.0.1').code).toBe(0);
    expect(first.exec(...ask('create table mcp.kept (a int)')).code).toBe(0);
    await first.stop();
    const second = await mysql(sandbox());
    expect(second.exec(...ask('show tables in mcp')).output).toContain('kept');
    expect(second.output).not.toContain('Initializing');
    const before = await redis(sandbox());
    before.exec('redis-cli', 'set', 'kept', 'yes');
    expect((await before.stop()).code).toBe(0);
    expect((await redis(sandbox())).exec('redis-cli', 'get', 'kept').output).toBe('yes\n');
  });

  it('runs what lies in the folder of MySQL at its first start, with passwords from files', async () => {
    sandbox().volumeFrom('secret', 'echo from-a-file > $0/password && chmod -R a+rX $0');
    sandbox().volumeFrom(
      'scripts',
      'echo "create table made (a int);" > $0/one.sql; echo "touch /tmp/two" > $0/two.sh',
    );
    const container = sandbox().start(MYSQL, {
      args: ['--skip-name-resolve', '--default-authentication-plugin=mysql_native_password', '--mysqlx=OFF'],
      user: '999:999',
      volumes: {
        '/var/lib/mysql': 'mysql',
        '/var/run/mysqld': 'run',
        '/tmp': 'mysql-tmp',
        '/secret': 'secret',
        '/docker-entrypoint-initdb.d': 'scripts',
      },
      env: { MYSQL_ROOT_PASSWORD_FILE: '/secret/password', MYSQL_DATABASE: 'mcp' },
    });
    await until(container, 'mysqladmin', 'ping', '-h', '127.0.0.1');
    const ask = ['mysql', '-h127.0.0.1', '-uroot', '-pfrom-a-file', '-N', '-e', 'show tables in mcp'];
    expect(container.exec(...ask).output).toContain('made');
    expect(container.exec('ls', '/tmp/two').code).toBe(0);
    const empty = { '/var/lib/mysql': 'empty', '/var/run/mysqld': 'run2', '/tmp': 'tmp2' };
    const without = sandbox().start(MYSQL, { user: '999:999', volumes: empty });
    expect(await without.end()).toBe(1);
    expect(without.output).toContain('password option is not specified');
  });

  it('are measured by their exporters', async () => {
    await Promise.all([redis(sandbox()), mysql(sandbox())]);
    sandbox().start('oliver006/redis_exporter:v1.62.0', {
      args: ['--web.listen-address=:9121'],
      user: '65534:65534',
      env: { REDIS_ADDR: 'redis://here:6379' },
    });
    const exporter = sandbox().start('prom/mysqld-exporter:v0.15.1', {
      args: ['--mysqld.address=here:3306', '--mysqld.username=user', '--no-collect.slave_status'],
      user: '65534:65534',
      env: { MYSQLD_EXPORTER_PASSWORD: 'a "b" $c' },
    });
    await listening(exporter, 9121);
    await listening(exporter, 9104);
    expect(get(exporter, 'http://here:9121/metrics').output).toMatch(/^redis_up 1$/m);
    expect(get(exporter, 'http://here:9104/metrics').output).toMatch(/^mysql_up 1$/m);
  });
});
