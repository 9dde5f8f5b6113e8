import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { DomainError } from '@maillage/domain/errors.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Networks that are not the public Internet (RFC 6890): the product must not be made to read the machines around it. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address may be downloaded from. IPv4 written inside IPv6 is judged as IPv4. */
export function isPublicAddress(address: string, allowLoopback: boolean): boolean {
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(inner) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(inner) === 0 || /^::ffff:/i.test(inner)) return false;
  if (LOOPBACK.check(inner, family)) return allowLoopback;
  return !PRIVATE.check(inner, family);
}

/** An address that may be asked for; throws `address-refused` for another protocol, a password, or a private network. */
export function parsePublicUrl(text: string, allowLoopback: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw refusal(text, 'seules les adresses qui commencent par https:// ou http:// sont acceptées');
  if (url.username !== '' || url.password !== '') throw refusal(url.host, 'elle contient un nom d’utilisateur ou un mot de passe');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host, allowLoopback)) throw refusal(url.host, 'elle désigne une machine d’un réseau privé');
  return url;
}

/** Name resolution that fails on a private address: judged at the moment of connecting, so that a name cannot change in between. */
export function publicLookup(allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const first = addresses[0];
      if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address, allowLoopback)))
        return callback(refusal(hostname, 'elle désigne une machine d’un réseau privé'), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(address: string, reason: string): DomainError {
  return new DomainError(
    'address-refused',
    `L’adresse « ${address.slice(0, 200)} » est refusée : ${reason}. Collez l’adresse du producteur.`,
    {
      address: address.slice(0, 200),
    },
  );
}
