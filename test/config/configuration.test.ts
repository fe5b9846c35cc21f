import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../config/mistakes.ts";
import { parseConfiguration, rawConfiguration } from "../../config.ts";
import { badConfigurations } from "./bad-configurations.ts";
import { changed, stackConfiguration } from "./base.ts";

const good = stackConfiguration("local");

function mistakesIn(raw: Record<string, unknown>): string {
  try {
    parseConfiguration(raw);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return "";
}

describe("parseConfiguration()", () => {
  test.each(["local", "dev", "prod"])("accepts the committed stack file of %s", (stack) => {
    expect(parseConfiguration(stackConfiguration(stack)).environment).toBe(stack);
  });

  test("fills in what is left out", () => {
    const { homeRegion, network, vault, database } = parseConfiguration(good);
    expect(homeRegion).toBe("eu-frankfurt-1");
    expect(network).toEqual({
      cidr: "10.0.0.0/16",
      podNetworking: "flannel",
      apiAllowedCidrs: [],
      loadBalancerAllowedCidrs: ["0.0.0.0/0"],
      subnets: {
        pods: "10.0.0.0/18",
        workers: "10.0.64.0/20",
        loadBalancer: "10.0.80.0/27",
        database: "10.0.80.32/28",
        storage: "10.0.80.48/28",
        controlPlane: "10.0.80.64/29",
      },
    });
    expect(vault).toEqual({ keyProtection: "SOFTWARE", keyRotationDays: 90 });
    expect(database.version).toBe("15");
  });

  test("has a table of at least 60 bad configurations", () => {
    expect(badConfigurations.length).toBeGreaterThanOrEqual(60);
  });

  test.each(badConfigurations)("answers $path: $value", ({ path, value, lines }) => {
    const count = lines.length === 1 ? "1 mistake" : `${lines.length} mistakes`;
    expect(mistakesIn(changed(good, path, value))).toBe(
      [`The stack's configuration has ${count}:`, ...lines.map((line) => `  ${line}`)].join("\n"),
    );
  });

  test("reports mistakes in different parts at once", () => {
    const bad = changed(changed(changed(good, "regoin", "x"), "vault.keyRotationDays", 1), "protect", 1);
    expect(mistakesIn(bad)).toBe(`The stack's configuration has 3 mistakes:
  speech:protect must be a boolean; given 1
  speech:vault.keyRotationDays must be at least 60; given 1
  speech:regoin is not a known key; did you mean region?; given "x"`);
  });

  test("needs a pod subnet for as many pods as the pools allow", () => {
    const prod = stackConfiguration("prod");
    const small = changed(prod, "network.subnets", { pods: "10.0.0.0/24" });
    expect(mistakesIn(small)).toBe(`The stack's configuration has 1 mistake:
  speech:network.subnets.pods must hold 3173 addresses, one for each pod that the pools' largest sizes allow; it has 253; given "10.0.0.0/24"`);
  });
});

describe("rawConfiguration()", () => {
  test("reads structured values and leaves other projects' keys out", () => {
    const all = {
      "speech:region": "eu-frankfurt-1",
      "speech:tags": '{"costCentre":"7"}',
      "speech:protect": "true",
      "oci:region": "x",
    };
    expect(rawConfiguration(all, "speech")).toEqual({
      region: "eu-frankfurt-1",
      tags: { costCentre: "7" },
      protect: true,
    });
  });
});
