import * as pulumi from "@pulumi/pulumi";

/** A resource as a component registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Puts a recorder in the engine's place. Every resource gets the identifier `NAME-id`, and for outputs what it was
 * given; look-ups answer what the stack needs of them.
 */
export async function recordRegistrations(): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...(inputs as object), ...computed[type] } };
      },
      call: ({ token }) => lookUps[token] ?? {},
    },
    "speech",
    "test",
    false,
  );
  return registered;
}

/** What the cloud adds to a resource, where a component reads it. */
const computed: Readonly<Record<string, Record<string, unknown>>> = {
  "oci:Core/vcn:Vcn": { defaultSecurityListId: "default-security-list-id" },
  "oci:Kms/vault:Vault": { managementEndpoint: "https://vault.example" },
  "oci:Vault/secret:Secret": { currentVersionNumber: "1" },
  "oci:FileStorage/mountTarget:MountTarget": {
    exportSetId: "export-set-id",
    privateIpIds: ["private-ip-id"],
  },
  "oci:Psql/dbSystem:DbSystem": { networkDetails: { primaryDbEndpointPrivateIp: "10.0.0.9" } },
  "random:index/randomPassword:RandomPassword": { result: "canary-Password-1" },
  "random:index/randomId:RandomId": { hex: "c0ffee00" },
};

const lookUps: Readonly<Record<string, Record<string, unknown>>> = {
  "oci:Core/getServices:getServices": { services: [{ id: "all-services-id", cidrBlock: "all-services" }] },
  "oci:Core/getPrivateIp:getPrivateIp": { ipAddress: "10.0.80.3" },
  "oci:Identity/getAvailabilityDomains:getAvailabilityDomains": {
    availabilityDomains: [{ name: "X:AD-1" }, { name: "X:AD-2" }, { name: "X:AD-3" }],
  },
  "oci:ObjectStorage/getNamespace:getNamespace": { namespace: "namespace" },
  "oci:ContainerEngine/getClusterKubeConfig:getClusterKubeConfig": {
    content: "users:\n- name: u\n  user:\n    exec:\n      command: oci\n",
  },
};

/** Waits until a component's outputs are known. */
export function settled<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}

/** The one resource of a type and name. @throws Error when there is none */
export function one(registered: readonly Registered[], type: string, name: string): Registered["inputs"] {
  const found = registered.find((resource) => resource.type === type && resource.name === name);
  if (!found)
    throw new Error(`No ${type} ${name} among ${registered.map((resource) => resource.name).join(", ")}`);
  return found.inputs;
}
