/** Changes of the tenancy that people are told of. Source: CIS OCI Foundations Benchmark 2.0, controls 4.3 to 4.12. */
export const watchedEvents: Readonly<Record<string, readonly string[]>> = {
  identity: [
    "com.oraclecloud.identitycontrolplane.createpolicy",
    "com.oraclecloud.identitycontrolplane.updatepolicy",
    "com.oraclecloud.identitycontrolplane.deletepolicy",
    "com.oraclecloud.identitycontrolplane.createdynamicgroup",
    "com.oraclecloud.identitycontrolplane.updatedynamicgroup",
    "com.oraclecloud.identitycontrolplane.deletedynamicgroup",
  ],
  network: [
    "com.oraclecloud.virtualnetwork.createvcn",
    "com.oraclecloud.virtualnetwork.updatevcn",
    "com.oraclecloud.virtualnetwork.deletevcn",
    "com.oraclecloud.virtualnetwork.updateroutetable",
    "com.oraclecloud.virtualnetwork.updatesecuritylist",
    "com.oraclecloud.virtualnetwork.updatenetworksecuritygroupsecurityrules",
    "com.oraclecloud.virtualnetwork.createinternetgateway",
    "com.oraclecloud.virtualnetwork.deleteinternetgateway",
  ],
};
