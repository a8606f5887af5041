import { BlockList, isIP } from 'node:net';
import type { IpBlock } from './policy';

/** Whether an address is in a range and in none of its exceptions. */
export function within({ cidr, except = [] }: IpBlock, address: string): boolean {
  return inRange(cidr, address) && !except.some((range) => inRange(range, address));
}

function inRange(cidr: string, address: string): boolean {
  const family = familyOf(address);
  // An IPv4 address is in no IPv6 range, not even ::/0.
  return familyOf(cidr.split('/')[0] ?? '') === family && rangeOf(cidr).check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  const version = isIP(address);
  if (version === 0) throw new Error(`"${address}" is not an IP address.`);
  return version === 4 ? 'ipv4' : 'ipv6';
}

const known = new Map<string, BlockList>();

function rangeOf(cidr: string): BlockList {
  const made = known.get(cidr);
  if (made) return made;
  const [address = '', prefix] = cidr.split('/');
  const range = new BlockList();
  range.addSubnet(address, Number(prefix), familyOf(address));
  known.set(cidr, range);
  return range;
}
