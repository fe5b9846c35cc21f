import { expect, test } from "vitest";
import { findCreated, logicalName } from "../../local/recover.ts";

const urn = (type: string, name: string): string =>
  `urn:pulumi:local::speech::speech:network:Network$${type}::${name}`;
const creating = (type: string, name: string) => ({
  type: "creating" as const,
  resource: { urn: urn(type, name) },
});
const listed = (kind: string, id: string, tag?: string) => ({
  ...{ kind, id, name: id, state: "ACTIVE", importId: id },
  ...(tag === undefined ? {} : { freeformTags: { pulumi: tag } }),
});

test("logicalName() is the end of a URN", () => {
  expect(logicalName(urn("oci:Core/vcn:Vcn", "network"))).toBe("oci:Core/vcn:Vcn::network");
});

test("findCreated() finds what was made by its tag", () => {
  const deployment = { pending_operations: [creating("oci:Core/vcn:Vcn", "network")], resources: [] };
  expect(findCreated(deployment, [listed("vcn", "ocid1.vcn.a", "oci:Core/vcn:Vcn::network")])).toEqual([
    { urn: urn("oci:Core/vcn:Vcn", "network"), importId: "ocid1.vcn.a" },
  ]);
});

test("findCreated() leaves what the state already has, and what was not made", () => {
  const deployment = {
    pending_operations: [
      creating("oci:Core/vcn:Vcn", "network"),
      creating("oci:Core/subnet:Subnet", "network-workers"),
      { type: "updating" as const, resource: { urn: urn("oci:Kms/key:Key", "vault-key") } },
    ],
    resources: [{ id: "ocid1.vcn.a" }],
  };
  expect(findCreated(deployment, [listed("vcn", "ocid1.vcn.a", "oci:Core/vcn:Vcn::network")])).toEqual([
    { urn: urn("oci:Core/vcn:Vcn", "network") },
    { urn: urn("oci:Core/subnet:Subnet", "network-workers") },
  ]);
});

test("findCreated() finds an export, which takes no tags, by its kind", () => {
  const type = "oci:FileStorage/export:Export";
  const deployment = {
    pending_operations: [creating(type, "model-store-export")],
    resources: [{ id: "ocid1.export.old" }],
  };
  expect(
    findCreated(deployment, [listed("export", "ocid1.export.old"), listed("export", "ocid1.export.new")]),
  ).toEqual([{ urn: urn(type, "model-store-export"), importId: "ocid1.export.new" }]);
});
