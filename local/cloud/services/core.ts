import { randomBytes } from "node:crypto";
import type { CloudContext } from "../engine/context.ts";
import { errors } from "../engine/errors.ts";
import type { Document, Resource, ResourceType, RoutedRequest, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const network = lifecycle("AVAILABLE", "TERMINATED", { create: 1, delete: 1, update: 1 });
const base = "/20160918";

/** What a subnet or a rule of a route table refers to lies in its VCN. */
const inVcn = ["vcnId"] as const;

const vcn: ResourceType = {
  kind: "vcn",
  path: `${base}/vcns`,
  lifecycle: network,
  required: ["compartmentId"],
  references: ["compartmentId"],
  complete: (given) => ({
    cidrBlocks: given["cidrBlocks"] ?? [given["cidrBlock"]],
    cidrBlock: given["cidrBlock"] ?? (given["cidrBlocks"] as string[] | undefined)?.[0],
    displayName: given["displayName"] ?? "vcn",
    ipv6CidrBlocks: [],
    ipv6PrivateCidrBlocks: [],
    byoipv6CidrBlocks: [],
    ...(given["dnsLabel"] === undefined
      ? {}
      : { vcnDomainName: `${String(given["dnsLabel"])}.oraclevcn.com` }),
  }),
  created(resource, context) {
    const { compartmentId, displayName } = resource.document;
    const owned = (kind: string, name: string, document: Document): string =>
      context.insert(kind, {
        compartmentId,
        vcnId: resource.id,
        displayName: `Default ${name} for ${String(displayName)}`,
        freeformTags: {},
        definedTags: {},
        $ownedBy: resource.id,
        ...document,
      }).id;
    context.change(resource, {
      defaultRouteTableId: owned("routetable", "Route Table", { routeRules: [] }),
      defaultSecurityListId: owned("securitylist", "Security List", defaultSecurityRules),
      defaultDhcpOptionsId: owned("dhcpoptions", "DHCP Options", {
        options: [{ type: "DomainNameServer", serverType: "VcnLocalPlusInternet", customDnsServers: [] }],
        domainNameType: "CUSTOM_DOMAIN",
      }),
    });
  },
};

/** Source: OCI documentation, "Security Lists", section "Default Security List". */
const defaultSecurityRules: Document = {
  egressSecurityRules: [
    { destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK", protocol: "all", isStateless: false },
  ],
  ingressSecurityRules: [
    {
      source: "0.0.0.0/0",
      sourceType: "CIDR_BLOCK",
      protocol: "6",
      isStateless: false,
      tcpOptions: { destinationPortRange: { min: 22, max: 22 } },
    },
    {
      source: "0.0.0.0/0",
      sourceType: "CIDR_BLOCK",
      protocol: "1",
      isStateless: false,
      icmpOptions: { type: 3, code: 4 },
    },
  ],
};

const internetGateway: ResourceType = {
  kind: "internetgateway",
  path: `${base}/internetGateways`,
  lifecycle: network,
  required: ["compartmentId", "vcnId", "isEnabled"],
  references: ["compartmentId", ...inVcn],
  // Source: OCI documentation, "Service Limits": one Internet gateway per VCN.
  unique: ["vcnId"],
};

const natGateway: ResourceType = {
  kind: "natgateway",
  path: `${base}/natGateways`,
  lifecycle: { ...network, createSeconds: 2 },
  required: ["compartmentId", "vcnId"],
  references: ["compartmentId", ...inVcn],
  complete: (given, context) => ({
    blockTraffic: given["blockTraffic"] ?? false,
    natIp: "203.0.113.10",
    publicIpId: context.newId("publicip"),
  }),
};

const oracleServices = (region: string): Document[] => {
  const key = region.split("-")[1]?.slice(0, 3) ?? "reg";
  return [
    {
      id: `ocid1.service.oc1.${region}.objectstorage`,
      name: `OCI ${key.toUpperCase()} Object Storage`,
      description: `OCI ${key.toUpperCase()} Object Storage`,
      cidrBlock: `oci-${key}-objectstorage`,
    },
    {
      id: `ocid1.service.oc1.${region}.allservices`,
      name: `All ${key.toUpperCase()} Services In Oracle Services Network`,
      description: `All ${key.toUpperCase()} Services In Oracle Services Network`,
      cidrBlock: `all-${key}-services-in-oracle-services-network`,
    },
  ];
};

const serviceGateway: ResourceType = {
  kind: "servicegateway",
  path: `${base}/serviceGateways`,
  lifecycle: network,
  required: ["compartmentId", "vcnId", "services"],
  references: ["compartmentId", ...inVcn],
  complete: (given, context) => ({ blockTraffic: false, services: namedServices(given, context) }),
  revise: (_, change, context) => (change["services"] ? { services: namedServices(change, context) } : {}),
};

function namedServices(given: Document, context: CloudContext): Document[] {
  const known = oracleServices(context.identity.region);
  return (given["services"] as { serviceId: string }[]).map(({ serviceId }) => {
    const service = known.find(({ id }) => id === serviceId);
    if (!service) throw errors.invalidParameter(`services: ${serviceId} is not a service of this region`);
    return { serviceId, serviceName: service["name"] };
  });
}

const routeTable: ResourceType = {
  kind: "routetable",
  path: `${base}/routeTables`,
  lifecycle: network,
  required: ["compartmentId", "vcnId"],
  references: ["compartmentId", ...inVcn, "routeRules.networkEntityId"],
  complete: (given) => ({ routeRules: routeRules(given) }),
  revise: (_, change) => (change["routeRules"] ? { routeRules: routeRules(change) } : {}),
};

function routeRules(given: Document): Document[] {
  return ((given["routeRules"] as Document[] | undefined) ?? []).map((rule) => ({
    routeType: "STATIC",
    ...rule,
  }));
}

const securityList: ResourceType = {
  kind: "securitylist",
  path: `${base}/securityLists`,
  lifecycle: network,
  required: ["compartmentId", "vcnId", "egressSecurityRules", "ingressSecurityRules"],
  references: ["compartmentId", ...inVcn],
};

const dhcpOptions: ResourceType = {
  kind: "dhcpoptions",
  path: `${base}/dhcps`,
  lifecycle: network,
  required: ["compartmentId", "vcnId", "options"],
  references: ["compartmentId", ...inVcn],
};

const subnet: ResourceType = {
  kind: "subnet",
  path: `${base}/subnets`,
  lifecycle: { ...network, createSeconds: 2 },
  required: ["compartmentId", "vcnId", "cidrBlock"],
  references: ["compartmentId", ...inVcn, "routeTableId", "securityListIds", "dhcpOptionsId"],
  unique: ["vcnId", "cidrBlock"],
  complete(given, context) {
    const owner = context.get(String(given["vcnId"])).document;
    const label = given["dnsLabel"];
    return {
      routeTableId: given["routeTableId"] ?? owner["defaultRouteTableId"],
      securityListIds: given["securityListIds"] ?? [owner["defaultSecurityListId"]],
      dhcpOptionsId: given["dhcpOptionsId"] ?? owner["defaultDhcpOptionsId"],
      prohibitPublicIpOnVnic: given["prohibitPublicIpOnVnic"] ?? false,
      prohibitInternetIngress: given["prohibitInternetIngress"] ?? given["prohibitPublicIpOnVnic"] ?? false,
      virtualRouterIp: String(given["cidrBlock"]).replace(/\d+\/\d+$/, "1"),
      virtualRouterMac: "00:00:17:AA:BB:CC",
      ipv6CidrBlocks: [],
      ...(label === undefined
        ? {}
        : { subnetDomainName: `${String(label)}.${String(owner["vcnDomainName"])}` }),
    };
  },
};

const networkSecurityGroup: ResourceType = {
  kind: "networksecuritygroup",
  path: `${base}/networkSecurityGroups`,
  lifecycle: network,
  required: ["compartmentId", "vcnId"],
  references: ["compartmentId", ...inVcn],
  complete: () => ({ $rules: [] }),
  actions: {
    addSecurityRules: (group, request) => ({ body: { securityRules: addRules(group, request) } }),
    updateSecurityRules: (group, request) => ({ body: { securityRules: updateRules(group, request) } }),
    removeSecurityRules(group, { body, context }) {
      const gone = body["securityRuleIds"] as string[];
      setRules(
        group,
        rulesOf(group).filter(({ id }) => !gone.includes(String(id))),
        context,
      );
      return {};
    },
  },
};

function rulesOf(group: Resource): Document[] {
  return group.document["$rules"] as Document[];
}

function setRules(group: Resource, rules: readonly Document[], context: CloudContext): void {
  context.change(group, { $rules: rules });
}

function givenRules(group: Resource, { body, context }: RoutedRequest): Document[] {
  const rules = body["securityRules"] as Document[];
  const unknown = rules
    .flatMap(({ source, destination }) => [source, destination])
    .filter(
      (end): end is string => typeof end === "string" && end.startsWith("ocid1.") && !context.find(end),
    );
  if (unknown.length > 0) throw errors.invalidParameter(`securityRules: ${unknown.join(", ")} do not exist`);
  // Source: OCI documentation, "Network Security Groups": up to 120 rules in each direction.
  if (rulesOf(group).length + rules.length > 240)
    throw errors.limitExceeded("The group would have more than 240 rules");
  return rules;
}

function addRules(group: Resource, request: RoutedRequest): Document[] {
  const added = givenRules(group, request).map((rule) => ({
    id: randomBytes(3).toString("hex").toUpperCase(),
    isStateless: false,
    isValid: true,
    timeCreated: new Date().toISOString(),
    ...rule,
  }));
  setRules(group, [...rulesOf(group), ...added], request.context);
  return added;
}

function updateRules(group: Resource, request: RoutedRequest): Document[] {
  const changed = givenRules(group, request);
  const unknown = changed.filter(({ id }) => !rulesOf(group).some((rule) => rule["id"] === id));
  if (unknown.length > 0)
    throw errors.notFound(`No such rule: ${unknown.map(({ id }) => String(id)).join(", ")}`);
  const next = rulesOf(group).map((rule) => ({ ...rule, ...changed.find(({ id }) => id === rule["id"]) }));
  setRules(group, next, request.context);
  return next.filter(({ id }) => changed.some((rule) => rule["id"] === id));
}

const privateIp: ResourceType = {
  kind: "privateip",
  path: `${base}/privateIps`,
  required: ["subnetId"],
  references: ["subnetId"],
};

export const core: Service = {
  name: "Core networking",
  clients: ["oci_core.VirtualNetworkClient"],
  types: [
    vcn,
    internetGateway,
    natGateway,
    serviceGateway,
    routeTable,
    securityList,
    dhcpOptions,
    subnet,
    networkSecurityGroup,
    privateIp,
  ],
  operations: [
    {
      method: "GET",
      path: `${base}/services`,
      answer: ({ context }) => ({ body: oracleServices(context.identity.region) }),
    },
    {
      method: "GET",
      path: `${base}/networkSecurityGroups/{networkSecurityGroupId}/securityRules`,
      answer: ({ context, parameters, query }) => ({
        body: rulesOf(context.get(parameters["networkSecurityGroupId"] ?? "")).filter(
          ({ direction }) => !query.has("direction") || query.get("direction") === direction,
        ),
      }),
    },
    {
      method: "GET",
      path: `${base}/networkSecurityGroups/{networkSecurityGroupId}/vnics`,
      answer: () => ({ body: [] }),
    },
  ],
};
