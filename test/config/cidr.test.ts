import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carve, cidrOf, contains, overlap, rangeOf } from "../../config/cidr.ts";
import { parseConfiguration } from "../../config.ts";
import { changed, stackConfiguration } from "./base.ts";

/** Networks of a private range, aligned to their own size. */
const network = fc
  .record({ prefix: fc.integer({ min: 16, max: 24 }), position: fc.nat({ max: 255 }) })
  .map(({ prefix, position }) =>
    cidrOf({ first: 10 * 2 ** 24 + (position % 90) * 2 ** 16, size: 2 ** (32 - prefix) }),
  );

describe("carve()", () => {
  test("cuts aligned, disjoint subnets out of any network", () => {
    const prefixes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(network, prefixes, (cidr, longer) => {
        const outer = rangeOf(cidr);
        const wanted = Object.fromEntries(
          longer.map((more, index) => [`s${index}`, 34 - Math.log2(outer.size) + more]),
        );
        const subnets = Object.values(carve(cidr, wanted)).map(rangeOf);
        for (const [index, subnet] of subnets.entries()) {
          expect(contains(outer, subnet)).toBe(true);
          expect(subnet.first % subnet.size).toBe(0);
          for (const other of subnets.slice(0, index)) expect(overlap(subnet, other)).toBe(false);
        }
      }),
    );
  });

  test("refuses what does not fit", () => {
    expect(() => carve("10.0.0.0/24", { one: 24, two: 30 })).toThrow(
      "10.0.0.0/24 is too small for its subnets",
    );
  });
});

test("any private network of /16 to /22 gives a valid configuration", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      fc.pre(rangeOf(cidr).size >= 2 ** 10);
      const { network: parsed } = parseConfiguration(
        changed(stackConfiguration("local"), "network.cidr", cidr),
      );
      for (const subnet of Object.values(parsed.subnets))
        expect(contains(rangeOf(cidr), rangeOf(subnet))).toBe(true);
    }),
  );
});
