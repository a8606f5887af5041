import { isIP } from 'node:net';

/** What is wrong with a text, to follow its place; nothing where it is right. */
export type Rule = (text: string) => string | undefined;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** A text of a form and a greatest length. */
function form(pattern: RegExp, longest: number, what: string): Rule {
  return (text) =>
    pattern.test(text) && text.length <= longest
      ? undefined
      : `${JSON.stringify(text.slice(0, 80))} is no ${what} of at most ${String(longest)} characters`;
}

// k8s.io/apimachinery/pkg/util/validation/validation.go

export const dnsLabel = form(new RegExp(`^${LABEL}$`), 63, 'DNS label');
export const dnsSubdomain = form(new RegExp(`^${LABEL}(\\.${LABEL})*$`), 253, 'DNS subdomain');
export const serviceName = form(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, 63, 'DNS label that begins with a letter');
export const labelValue = form(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/, 63, 'label value');
export const configKey: Rule = (text) =>
  text === '.' || text.startsWith('..')
    ? `${JSON.stringify(text)} is no key of a ConfigMap`
    : form(/^[-._a-zA-Z0-9]+$/, 253, 'key of a ConfigMap')(text);
export const variableName = form(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, 4096, 'name of an environment variable');
/** A name that may stand in a path of the API, as those of Roles. */
export const pathSegment: Rule = (text) =>
  text === '' || text === '.' || text === '..' || /[/%]/.test(text)
    ? `${JSON.stringify(text)} cannot stand in a path`
    : undefined;

const qualified = form(/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/, 63, 'name part of a key');

/** The key of a label or annotation: a name, with a DNS subdomain before it or none. */
export const qualifiedName: Rule = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return `${JSON.stringify(text)} has more than one "/"`;
  const [name = '', prefix] = parts.reverse();
  return (prefix === undefined ? undefined : dnsSubdomain(prefix)) ?? qualified(name);
};

/** The name of a port: at most 15 letters, digits and single "-", one of them a letter. */
export const portName: Rule = (text) =>
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) &&
  text.length <= 15 &&
  /[a-z]/.test(text) &&
  !text.includes('--')
    ? undefined
    : `${JSON.stringify(text)} is no name of a port`;

/** The host of an Ingress: a name, `*.` and a name, but no address. */
export const ingressHost: Rule = (text) => {
  if (isIP(text) !== 0) return `${JSON.stringify(text)} is an address and no host name`;
  return dnsSubdomain(text.replace(/^\*\./, ''));
};

/** A range of addresses, such as 10.0.0.0/8. */
export const cidr: Rule = (text) => {
  const [, address = '', bits = ''] = /^([^/]+)\/([0-9]{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  // Go, net.ParseCIDR: no leading zeros, which isIP rejects too.
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128)
    ? undefined
    : `${JSON.stringify(text)} is no range of addresses`;
};
