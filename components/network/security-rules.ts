import type { NetworkSecurityGroupSecurityRuleArgs } from "@pulumi/oci/core/networkSecurityGroupSecurityRule.js";
import type * as pulumi from "@pulumi/pulumi";
import type { End, GroupName, SecurityRule } from "./flows.ts";

/** Protocol numbers of IANA, as strings: OCI's form. */
const protocols = { icmp: "1", tcp: "6", udp: "17", all: "all" } as const;

type Groups = Readonly<Partial<Record<GroupName, pulumi.Output<string>>>>;

/** A rule as OCI's API takes it. */
export function securityRuleArgs(
  rule: SecurityRule,
  groups: Groups,
  services: pulumi.Output<string>,
): NetworkSecurityGroupSecurityRuleArgs {
  const { flow, direction } = rule;
  const { type, value } = other(rule.other, groups, services);
  const options = flow.ports
    ? { destinationPortRange: { min: flow.ports.minimum, max: flow.ports.maximum } }
    : undefined;
  return {
    networkSecurityGroupId: existing(groups, rule.group),
    direction,
    protocol: protocols[flow.protocol],
    description: flow.why,
    stateless: false,
    ...(direction === "INGRESS"
      ? { source: value, sourceType: type }
      : { destination: value, destinationType: type }),
    ...(options && flow.protocol === "tcp" ? { tcpOptions: options } : {}),
    ...(options && flow.protocol === "udp" ? { udpOptions: options } : {}),
    // Type 3, code 4: fragmentation needed. Nothing else of ICMP is for nodes to send.
    ...(flow.protocol === "icmp" ? { icmpOptions: { type: 3, code: 4 } } : {}),
  };
}

function other(
  end: End,
  groups: Groups,
  services: pulumi.Output<string>,
): { type: string; value: pulumi.Input<string> } {
  if ("group" in end) return { type: "NETWORK_SECURITY_GROUP", value: existing(groups, end.group) };
  if ("services" in end) return { type: "SERVICE_CIDR_BLOCK", value: services };
  return { type: "CIDR_BLOCK", value: end.cidr };
}

function existing(groups: Groups, name: GroupName): pulumi.Output<string> {
  const group = groups[name];
  if (!group) throw new Error(`A flow names the group ${name}, which this networking does not have`);
  return group;
}
