import { folder, link, text, type Files, type Image, type Owner } from '../image';
import { debianFiles, debianFolder, debianPrograms } from '../packages';
import { alpine, users } from '../parts';

const MYSQL: Owner = { uid: 999, gid: 999 };

/** What MariaDB makes its own tables from, without the texts of its help. */
const SYSTEM_TABLES = [
  'mysql_system_tables.sql',
  'mysql_performance_tables.sql',
  'mysql_system_tables_data.sql',
  'maria_add_gis_sp_bootstrap.sql',
  'mysql_sys_schema.sql',
].map((name) => `usr/share/mysql/${name}`);

/**
 * Of the official image's entrypoint (docker-library/mysql, docker-entrypoint.sh): without a database it makes one with the help of a
 * server that nobody can reach, and then starts the one to stay. Passwords stand in the SQL as they are, as there.
 */
const ENTRYPOINT = `#!/bin/sh
set -e
data=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock

# file_env VARIABLE: the variable, or the content of the file that VARIABLE_FILE names.
file_env() {
  eval "value=\\\${$1-} place=\\\${$1_FILE-}"
  if [ -n "$value" ] && [ -n "$place" ]; then
    echo "[ERROR] [Entrypoint]: Both $1 and $1_FILE are set (but are exclusive)" >&2
    exit 1
  fi
  if [ -n "$place" ]; then value=$(cat "$place"); fi
  eval "$1=\\$value"
  unset "$1_FILE"
}

ask() { mysql --no-defaults --protocol=socket --socket="$socket" --user=root "$@"; }

if [ "\${1#-}" != "$1" ]; then set -- mysqld "$@"; fi
if [ "$1" != mysqld ]; then exec "$@"; fi
if [ "$(id -u)" = 0 ]; then
  chown -R mysql:mysql "$data" "\${socket%/*}"
  exec setpriv --reuid=999 --regid=999 --clear-groups "$0" "$@"
fi
if [ ! -d "$data/mysql" ]; then
  for name in MYSQL_ROOT_PASSWORD MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD; do file_env "$name"; done
  if [ -z "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
    echo '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  if [ "$MYSQL_USER" = root ]; then
    echo '[ERROR] [Entrypoint]: MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user' >&2
    exit 1
  fi
  if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
    MYSQL_ROOT_PASSWORD=$(head -c 18 /dev/urandom | base64)
    echo "[Note] [Entrypoint]: GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
  fi
  echo '[Note] [Entrypoint]: Initializing database files'
  {
    printf '%s\\n' 'create database if not exists mysql;' 'use mysql;' 'set @auth_root_socket=null;'
    cat ${SYSTEM_TABLES.map((name) => `/${name}`).join(' ')}
  } | mariadbd --bootstrap --datadir="$data" --log-warnings=0 --enforce-storage-engine=
  echo '[Note] [Entrypoint]: Starting temporary server'
  "$@" --skip-networking --socket="$socket" &
  server=$!
  until ask -e 'select 1' >/dev/null 2>&1; do
    kill -0 "$server"
    sleep 1
  done
  {
    echo "delete from mysql.global_priv where user = '' or (user = 'root' and host <> 'localhost');"
    echo 'flush privileges;'
    echo "create user 'root'@'\${MYSQL_ROOT_HOST:-%}' identified by '$MYSQL_ROOT_PASSWORD';"
    echo "grant all on *.* to 'root'@'\${MYSQL_ROOT_HOST:-%}' with grant option;"
    if [ -n "$MYSQL_DATABASE" ]; then echo "create database if not exists \\\`$MYSQL_DATABASE\\\`;"; fi
    if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
      echo "create user '$MYSQL_USER'@'%' identified by '$MYSQL_PASSWORD';"
      if [ -n "$MYSQL_DATABASE" ]; then echo "grant all on \\\`$MYSQL_DATABASE\\\`.* to '$MYSQL_USER'@'%';"; fi
    fi
  } | ask
  for script in /docker-entrypoint-initdb.d/*; do
    case "$script" in
      *.sh) echo "[Note] [Entrypoint]: running $script"; . "$script" ;;
      *.sql) echo "[Note] [Entrypoint]: running $script"; ask \${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} <"$script" ;;
    esac
  done
  echo "alter user 'root'@'localhost' identified by '$MYSQL_ROOT_PASSWORD';" | ask
  echo '[Note] [Entrypoint]: Stopping temporary server'
  kill "$server"
  wait "$server" || true
  echo '[Note] [Entrypoint]: MySQL init process done. Ready for start up.'
fi
exec "$@"
`;

/** MariaDB does not know all flags of MySQL; a loose one that it does not know gets a warning. */
const SERVER = `#!/bin/sh
for flag; do
  shift
  case "$flag" in
    --*) set -- "$@" "--loose-\${flag#--}" ;;
    *) set -- "$@" "$flag" ;;
  esac
done
exec mariadbd "$@"
`;

/** A log that is smaller than MariaDB's own, so that a first start writes less. */
const CONFIGURATION = `[mysqld]
datadir=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock
pid-file=/var/run/mysqld/mysqld.pid
bind-address=*
innodb-log-file-size=16M
character-set-server=utf8mb4
[client]
socket=/var/run/mysqld/mysqld.sock
!includedir /etc/mysql/conf.d/
`;

/** MariaDB of Debian in the place of the official image of MySQL. */
export function mysql(): Image {
  return {
    layers: [
      alpine(),
      mariadb(),
      {
        ...users('mysql:999:999'),
        'usr/local/bin/docker-entrypoint.sh': text(ENTRYPOINT, 0o755),
        'usr/local/bin/mysqld': text(SERVER, 0o755),
        'usr/local/bin/mysql': link('/usr/bin/mariadb'),
        'usr/local/bin/mysqladmin': link('/usr/bin/mariadb-admin'),
        'usr/local/bin/mysqldump': link('/usr/bin/mariadb-dump'),
        'etc/mysql/my.cnf': text(CONFIGURATION),
        'etc/mysql/conf.d': folder(),
        'docker-entrypoint-initdb.d': folder(),
        'var/lib/mysql': folder(MYSQL, 0o1777),
        'var/run/mysqld': folder(MYSQL, 0o1777),
      },
    ],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mysqld'],
    env: ['MYSQL_VERSION=8.0.43-1.el9'],
  };
}

function mariadb(): Files {
  return {
    ...debianPrograms(
      'mariadb',
      'usr/sbin/mariadbd',
      'usr/bin/mariadb',
      'usr/bin/mariadb-admin',
      'usr/bin/mariadb-dump',
    ),
    ...debianFiles('mariadb', [
      ...SYSTEM_TABLES,
      'usr/share/mysql/english/errmsg.sys',
      ...debianFolder('mariadb', 'usr/share/mysql/charsets'),
    ]),
  };
}
