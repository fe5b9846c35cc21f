import ipaddr from "ipaddr.js";

/** An IPv4 range as numbers: first address and how many. */
export interface Range {
  readonly first: number;
  readonly size: number;
}

/** The range of a CIDR. @throws Error when it is not one, or not aligned to its own size */
export function rangeOf(cidr: string): Range {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  if (first % size !== 0) throw new Error(`${cidr} does not start at a multiple of its size`);
  return { first, size };
}

export function isCidr(cidr: string): boolean {
  try {
    rangeOf(cidr);
    return true;
  } catch {
    return false;
  }
}

export function contains(outer: Range, inner: Range): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlap(one: Range, other: Range): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}

export function cidrOf({ first, size }: Range): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${32 - Math.log2(size)}`;
}

/**
 * Carves subnets of the given prefix lengths out of a network, the largest first, so that each is aligned and none
 * overlaps. @throws Error when they do not fit
 */
export function carve<Name extends string>(
  network: string,
  prefixes: Readonly<Record<Name, number>>,
): Record<Name, string> {
  const { first, size } = rangeOf(network);
  const names = (Object.keys(prefixes) as Name[]).toSorted(
    (one, other) => prefixes[one] - prefixes[other] || one.localeCompare(other),
  );
  const carved = {} as Record<Name, string>;
  let next = first;
  for (const name of names) {
    const range = { first: next, size: 2 ** (32 - prefixes[name]) };
    if (!contains({ first, size }, range)) throw new Error(`${network} is too small for its subnets`);
    carved[name] = cidrOf(range);
    next += range.size;
  }
  return carved;
}
