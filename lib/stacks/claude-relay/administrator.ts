/**
 * Writes `/app/data/init.json`, which holds the name and the password of the first administrator.
 *
 * Left alone, the relay writes it on its first start together with `/app/.env`, which fails on a read-only file system, and
 * each pod invents a password of its own, so that the pod that started last decides which one is right (upstream,
 * scripts/setup.js). Here every pod writes the same: the password that is given, or else one derived from the JWT secret,
 * unless a volume still has the file.
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
