/** Changes of the tenancy that people are told of. Source: CIS OCI Foundations Benchmark 2.0, controls 4.3 to 4.12. */
export const watchedEvents: Readonly<Record<string, readonly string[]>> = {
  identity: changesOf("com.oraclecloud.identitycontrolplane", ["user", "group", "policy", "dynamicgroup"]),
  network: [
    ...changesOf("com.oraclecloud.virtualnetwork", [
      "vcn",
      "routetable",
      "securitylist",
      "networksecuritygroup",
      "internetgateway",
      "natgateway",
      "servicegateway",
    ]),
    "com.oraclecloud.virtualnetwork.updatenetworksecuritygroupsecurityrules",
  ],
};

function changesOf(service: string, kinds: readonly string[]): string[] {
  return kinds.flatMap((kind) =>
    ["create", "update", "delete"].map((change) => `${service}.${change}${kind}`),
  );
}
