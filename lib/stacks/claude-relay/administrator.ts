/**
 * Script that writes `/app/data/init.json` with the username and the password of the initial administrator.
 *
 * By default the relay writes the file on its first start together with `/app/.env`, which fails on a read-only file system,
 * and each pod generates a password of its own, of which the one of the last pod is valid (upstream, scripts/setup.js). This
 * script writes the same in every pod: the configured password, or one derived from the JWT secret, unless the volume already
 * has the file.
 */
export const WRITE_ADMINISTRATOR = `
const { createHmac } = require('node:crypto');
const { existsSync, writeFileSync } = require('node:fs');
const { ADMIN_USERNAME, ADMIN_PASSWORD, JWT_SECRET } = process.env;
const file = '/app/data/init.json';
if (ADMIN_PASSWORD || !existsSync(file)) {
  const derived = createHmac('sha256', JWT_SECRET).update('administrator').digest('base64url').slice(0, 24);
  writeFileSync(file, JSON.stringify({
    initializedAt: new Date().toISOString(),
    adminUsername: ADMIN_USERNAME || 'cr_admin',
    adminPassword: ADMIN_PASSWORD || derived,
    version: '1.0.0',
  }), { mode: 0o600 });
}
`.trimStart();
