import { DefaultSecurityList } from "@pulumi/oci/core/defaultSecurityList.js";
import { getServicesOutput } from "@pulumi/oci/core/getServices.js";
import { InternetGateway } from "@pulumi/oci/core/internetGateway.js";
import { NatGateway } from "@pulumi/oci/core/natGateway.js";
import { NetworkSecurityGroup } from "@pulumi/oci/core/networkSecurityGroup.js";
import { NetworkSecurityGroupSecurityRule } from "@pulumi/oci/core/networkSecurityGroupSecurityRule.js";
import { RouteTable } from "@pulumi/oci/core/routeTable.js";
import { ServiceGateway } from "@pulumi/oci/core/serviceGateway.js";
import { Subnet } from "@pulumi/oci/core/subnet.js";
import { Vcn } from "@pulumi/oci/core/vcn.js";
import * as pulumi from "@pulumi/pulumi";
import {
  flowsFor,
  groupsFor,
  rulesFor,
  type GroupName,
  type PodNetworking,
  type SecurityRule,
} from "./network/flows.ts";
import { securityRuleArgs } from "./network/security-rules.ts";
import { subnetsFor, type SubnetName } from "./network/subnets.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface NetworkArgs {
  readonly compartmentId: pulumi.Input<string>;
  /** Name shown in the console; the resources' names in the stack do not depend on it. */
  readonly displayName: string;
  /** IPv4 range of the VCN. */
  readonly cidr: string;
  /** IPv4 ranges of the subnets, inside the VCN's and disjoint. `pods` is used with VCN-native networking only. */
  readonly subnets: Readonly<Record<SubnetName, string>>;
  readonly podNetworking: PodNetworking;
  /** Who reaches the Kubernetes API beside the cluster's own nodes and pods. @default nobody */
  readonly apiAllowedCidrs?: readonly string[];
  /** Who reaches the load balancer on ports 80 and 443. */
  readonly loadBalancerAllowedCidrs: readonly string[];
  readonly tags: Tags;
}

/**
 * The VCN of one environment: gateways, two route tables (public: Internet gateway; private: NAT and Oracle
 * services), a subnet for each part, and network security groups whose rules come from one table of flows. The
 * default security list is emptied: what is not in the table does not flow.
 */
export class Network extends pulumi.ComponentResource {
  readonly vcnId: pulumi.Output<string>;
  readonly subnetIds: Readonly<Partial<Record<SubnetName, pulumi.Output<string>>>>;
  readonly groupIds: Readonly<Partial<Record<GroupName, pulumi.Output<string>>>>;

  readonly #name: string;
  readonly #args: NetworkArgs;

  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:network:Network", name, {}, options);
    this.#name = name;
    this.#args = args;

    const vcn = this.#vcn();
    this.#lockDefaultSecurityList(vcn);
    const routeTables = this.#routeTables(vcn);
    const subnets = this.#subnets(vcn, routeTables);
    const groups = this.#groups(vcn);
    this.#rules(groups);

    this.vcnId = vcn.id;
    this.subnetIds = subnets;
    this.groupIds = groups;
    this.registerOutputs({ vcnId: this.vcnId, subnetIds: this.subnetIds, groupIds: this.groupIds });
  }

  #vcn(): Vcn {
    return new Vcn(
      this.#name,
      { ...this.#common("vcn"), cidrBlocks: [this.#args.cidr], dnsLabel: "speech" },
      { parent: this },
    );
  }

  #lockDefaultSecurityList(vcn: Vcn): void {
    new DefaultSecurityList(
      `${this.#name}-default-security-list`,
      { ...this.#common("locked"), manageDefaultResourceId: vcn.defaultSecurityListId },
      { parent: this },
    );
  }

  #routeTables(vcn: Vcn): Record<"public" | "private", RouteTable> {
    const all = getServicesOutput(
      { filters: [{ name: "name", values: ["All .* Services In Oracle Services Network"], regex: true }] },
      { parent: this },
    ).services.apply(([service]) => {
      if (!service) throw new Error("The region offers no service gateway to all Oracle services");
      return service;
    });
    const inVcn = { compartmentId: this.#args.compartmentId, vcnId: vcn.id };
    const internet = new InternetGateway(
      `${this.#name}-internet`,
      { ...this.#common("internet"), ...inVcn, enabled: true },
      { parent: this },
    );
    const nat = new NatGateway(`${this.#name}-nat`, { ...this.#common("nat"), ...inVcn }, { parent: this });
    const services = new ServiceGateway(
      `${this.#name}-services`,
      { ...this.#common("services"), ...inVcn, services: [{ serviceId: all.id }] },
      { parent: this },
    );
    const everywhere = { destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK" };
    const table = (kind: "public" | "private", routeRules: object[]): RouteTable =>
      new RouteTable(
        `${this.#name}-${kind}`,
        { ...this.#common(kind), ...inVcn, routeRules: routeRules as [] },
        { parent: this },
      );
    return {
      public: table("public", [{ ...everywhere, networkEntityId: internet.id }]),
      private: table("private", [
        { ...everywhere, networkEntityId: nat.id },
        { destination: all.cidrBlock, destinationType: "SERVICE_CIDR_BLOCK", networkEntityId: services.id },
      ]),
    };
  }

  #subnets(vcn: Vcn, routeTables: Record<"public" | "private", RouteTable>): Network["subnetIds"] {
    return Object.fromEntries(
      subnetsFor(this.#args.podNetworking).map(({ name, isPublic, dnsLabel }) => [
        name,
        new Subnet(
          `${this.#name}-${name}`,
          {
            ...this.#common(name),
            vcnId: vcn.id,
            cidrBlock: this.#args.subnets[name],
            dnsLabel,
            prohibitPublicIpOnVnic: !isPublic,
            prohibitInternetIngress: !isPublic,
            routeTableId: routeTables[isPublic ? "public" : "private"].id,
            securityListIds: [vcn.defaultSecurityListId],
          },
          { parent: this },
        ).id,
      ]),
    );
  }

  #groups(vcn: Vcn): Network["groupIds"] {
    return Object.fromEntries(
      groupsFor(this.#args.podNetworking).map((group) => [
        group,
        new NetworkSecurityGroup(
          `${this.#name}-${group}`,
          { ...this.#common(group), vcnId: vcn.id },
          { parent: this },
        ).id,
      ]),
    );
  }

  #rules(groups: Network["groupIds"]): void {
    const services = getServicesOutput(
      { filters: [{ name: "name", values: ["All .* Services In Oracle Services Network"], regex: true }] },
      { parent: this },
    ).services.apply(([service]) => service?.cidrBlock ?? "");
    for (const rule of rulesFor(flowsFor(this.#args))) this.#rule(rule, groups, services);
  }

  #rule(rule: SecurityRule, groups: Network["groupIds"], services: pulumi.Output<string>): void {
    new NetworkSecurityGroupSecurityRule(
      `${this.#name}-${rule.name}`,
      securityRuleArgs(rule, groups, services),
      { parent: this, deleteBeforeReplace: true },
    );
  }

  #common(part: string) {
    return {
      compartmentId: this.#args.compartmentId,
      displayName: `${this.#args.displayName}-${part}`,
      freeformTags: tagsFor(this.#args.tags, "network"),
    };
  }
}
