import { createHmac } from 'node:crypto';

/** The secret of the profile dev in application-dev.yml, which everybody can read. */
export const PUBLIC_SECRET = 'dev-secret-key-for-testing-only-32-characters-minimum';

/** Who a token of JAiRouter is for. */
export interface Claims {
  readonly username: string;
  readonly roles: readonly string[];
}

/** Makes a token: a JSON web token, signed with HS256. */
export function sign(claims: Claims, secret: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Who a token is for, if it is signed with a secret. */
export function claims(token: string, secret: string): Claims | undefined {
  const [, body = ''] = token.split('.');
  if (body === '') return undefined;
  const own = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  return sign(own, secret) === token ? own : undefined;
}
