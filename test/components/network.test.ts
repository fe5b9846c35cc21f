import fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { Network } from "../../components/network.ts";
import { flowsFor, groupsFor, rulesFor, type FlowOptions } from "../../components/network/flows.ts";
import { one, recordRegistrations, settled } from "./mocks.ts";

const subnets = {
  controlPlane: "10.0.80.64/29",
  loadBalancer: "10.0.80.0/27",
  workers: "10.0.64.0/20",
  pods: "10.0.0.0/18",
  storage: "10.0.80.48/28",
  database: "10.0.80.32/28",
};

async function network(podNetworking: "flannel" | "vcn-native") {
  const registered = await recordRegistrations();
  const made = new Network("network", {
    compartmentId: "compartment",
    displayName: "speech-test",
    cidr: "10.0.0.0/16",
    subnets,
    podNetworking,
    apiAllowedCidrs: ["192.168.0.0/24"],
    loadBalancerAllowedCidrs: ["0.0.0.0/0"],
    tags: { environment: "test", costCentre: "7" },
  });
  await settled(pulumi.all([made.urn, made.vcnId, made.subnetIds, made.groupIds]));
  // Rules are registered when the groups' identifiers are known.
  await new Promise((resolve) => setImmediate(resolve));
  return registered;
}

const options: fc.Arbitrary<FlowOptions> = fc.record({
  podNetworking: fc.constantFrom("flannel" as const, "vcn-native" as const),
  apiAllowedCidrs: fc.uniqueArray(
    fc.nat({ max: 255 }).map((octet) => `10.${octet}.0.0/16`),
    { maxLength: 4 },
  ),
  loadBalancerAllowedCidrs: fc.uniqueArray(
    fc.nat({ max: 255 }).map((octet) => `172.16.${octet}.0/24`),
    { maxLength: 4 },
  ),
});

describe("the table of flows", () => {
  test("gives both ends of every flow between groups a rule that fits the other", () => {
    fc.assert(
      fc.property(options, (given) => {
        const rules = rulesFor(flowsFor(given));
        for (const rule of rules) {
          if (!("group" in rule.other)) continue;
          const { group } = rule.other;
          const mirrored = rules.filter(
            (other) =>
              other.flow === rule.flow &&
              other.group === group &&
              other.direction !== rule.direction &&
              "group" in other.other &&
              other.other.group === rule.group,
          );
          expect(mirrored).toHaveLength(1);
        }
      }),
    );
  });

  test("names each rule once, and only groups that the networking has", () => {
    fc.assert(
      fc.property(options, (given) => {
        const rules = rulesFor(flowsFor(given));
        expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
        const groups = groupsFor(given.podNetworking);
        for (const { group, other } of rules) {
          expect(groups).toContain(group);
          if ("group" in other) expect(groups).toContain(other.group);
        }
      }),
    );
  });

  test("opens nothing to the whole Internet but what its arguments say, and no SSH", () => {
    const flows = flowsFor({ podNetworking: "vcn-native", loadBalancerAllowedCidrs: [] });
    expect(flows.filter(({ from }) => "cidr" in from)).toEqual([]);
    for (const { ports } of flows) expect(ports?.minimum).not.toBe(22);
  });

  test("stays below OCI's 120 rules in each direction of a group", () => {
    const rules = rulesFor(
      flowsFor({ podNetworking: "vcn-native", loadBalancerAllowedCidrs: ["0.0.0.0/0"] }),
    );
    for (const group of groupsFor("vcn-native")) {
      for (const direction of ["INGRESS", "EGRESS"]) {
        expect(
          rules.filter((rule) => rule.group === group && rule.direction === direction).length,
        ).toBeLessThan(120);
      }
    }
  });
});

describe("Network", () => {
  test("keeps every subnet private but the load balancer's", async () => {
    const registered = await network("vcn-native");
    const isPublic = registered
      .filter(({ type }) => type === "oci:Core/subnet:Subnet")
      .map(({ name, inputs }) => [name, inputs["prohibitPublicIpOnVnic"], inputs["routeTableId"]]);
    // Registered in the order in which their route tables are known.
    expect(isPublic.toSorted((left, right) => String(left[0]).localeCompare(String(right[0])))).toEqual([
      ["network-controlPlane", true, "network-private-id"],
      ["network-database", true, "network-private-id"],
      ["network-loadBalancer", false, "network-public-id"],
      ["network-pods", true, "network-private-id"],
      ["network-storage", true, "network-private-id"],
      ["network-workers", true, "network-private-id"],
    ]);
  });

  test("leads private subnets out through NAT, and to Oracle's services through their gateway", async () => {
    const registered = await network("flannel");
    expect(one(registered, "oci:Core/routeTable:RouteTable", "network-private")["routeRules"]).toEqual([
      { destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK", networkEntityId: "network-nat-id" },
      {
        destination: "all-services",
        destinationType: "SERVICE_CIDR_BLOCK",
        networkEntityId: "network-services-id",
      },
    ]);
    expect(one(registered, "oci:Core/routeTable:RouteTable", "network-public")["routeRules"]).toEqual([
      { destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK", networkEntityId: "network-internet-id" },
    ]);
  });

  test("empties the default security list", async () => {
    const locked = one(
      await network("flannel"),
      "oci:Core/defaultSecurityList:DefaultSecurityList",
      "network-default-security-list",
    );
    expect(locked["ingressSecurityRules"]).toBeUndefined();
    expect(locked["egressSecurityRules"]).toBeUndefined();
    expect(locked["manageDefaultResourceId"]).toBe("default-security-list-id");
  });

  test("has no subnet and no group for pods in an overlay", async () => {
    const names = (await network("flannel")).map(({ name }) => name);
    expect(names).not.toContain("network-pods");
  });

  test("writes a flow's two rules as OCI takes them", async () => {
    const registered = await network("flannel");
    const type = "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule";
    expect(one(registered, type, "network-workers-database-egress")).toEqual({
      networkSecurityGroupId: "network-workers-id",
      direction: "EGRESS",
      protocol: "6",
      description: "the application's database",
      stateless: false,
      destination: "network-database-id",
      destinationType: "NETWORK_SECURITY_GROUP",
      tcpOptions: { destinationPortRange: { min: 5432, max: 5432 } },
    });
    expect(one(registered, type, "network-workers-database-ingress")).toMatchObject({
      networkSecurityGroupId: "network-database-id",
      direction: "INGRESS",
      source: "network-workers-id",
    });
    expect(one(registered, type, "network-operators-api-192-168-0-0-24-ingress")).toMatchObject({
      source: "192.168.0.0/24",
      sourceType: "CIDR_BLOCK",
      tcpOptions: { destinationPortRange: { min: 6443, max: 6443 } },
    });
  });

  test("tags what takes tags", async () => {
    const untaggable = [
      "speech:network:Network",
      "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule",
    ];
    for (const { type, inputs } of await network("vcn-native")) {
      if (untaggable.includes(type)) continue;
      expect(inputs["freeformTags"]).toEqual({ environment: "test", costCentre: "7", component: "network" });
    }
  });
});
