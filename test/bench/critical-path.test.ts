import { expect, test } from "vitest";
import { criticalPath, timesOf } from "../../bench/critical-path.ts";

test("the longest chain counts, not the sum", () => {
  expect(
    criticalPath([
      { urn: "network", seconds: 2, after: [] },
      { urn: "cluster", seconds: 7, after: ["network"] },
      { urn: "database", seconds: 8, after: ["network"] },
      { urn: "pool", seconds: 3, after: ["cluster", "network"] },
    ]),
  ).toBe(12);
});

test("a circle is an error", () => {
  const circle = [
    { urn: "a", seconds: 1, after: ["b"] },
    { urn: "b", seconds: 1, after: ["a"] },
  ];
  expect(() => criticalPath(circle)).toThrow("a waits for itself");
});

test("a resource takes what the cloud says of its kind, accelerated", () => {
  const state = {
    deployment: {
      resources: [
        { urn: "c", id: "ocid1.cluster.oc1.x.y", dependencies: ["n"] },
        { urn: "n", id: "n/b" },
      ],
    },
  };
  expect(timesOf(JSON.stringify(state), 0.1)).toEqual([
    { urn: "c", seconds: 42, after: ["n"] },
    { urn: "n", seconds: 0, after: [] },
  ]);
});
