import { expect, test } from "vitest";
import { adoptions, logicalName, orphans } from "../../local/recover.ts";

const urn = (type: string, name: string): string =>
  `urn:pulumi:local::speech::speech:network:Network$${type}::${name}`;
const listed = (kind: string, id: string, tag?: string) => ({
  ...{ kind, id, name: id, state: "ACTIVE", importId: id },
  ...(tag === undefined ? {} : { freeformTags: { pulumi: tag } }),
});
const network = "oci:Core/vcn:Vcn::network";
const exportType = "oci:FileStorage/export:Export";

test("logicalName() is the end of a URN", () => {
  expect(logicalName(urn("oci:Core/vcn:Vcn", "network"))).toBe(network);
});

test("orphans() are what a stack made and its state lacks", () => {
  const deployment = {
    resources: [
      { urn: "a", id: "ocid1.vcn.known" },
      { urn: "b", id: "n/namespace/b/bucket" },
    ],
  };
  const bucket = {
    ...listed("bucket", "bucket/namespace/bucket", "bucket"),
    importId: "n/namespace/b/bucket",
  };
  const existing = [
    listed("vcn", "ocid1.vcn.known", network),
    listed("vcn", "ocid1.vcn.lost", network),
    listed("vcn", "ocid1.vcn.somebody-else"),
    listed("export", "ocid1.export.lost"),
    bucket,
  ];
  expect(orphans(deployment, existing).map(({ id }) => id)).toEqual(["ocid1.vcn.lost", "ocid1.export.lost"]);
});

test("adoptions() match what is wanted with its orphan, by tag, or by kind where there are no tags", () => {
  const wanted = [
    { urn: urn("oci:Core/vcn:Vcn", "network") },
    { urn: urn("oci:Core/subnet:Subnet", "network-workers") },
    { urn: urn(exportType, "model-store-export") },
  ];
  const found = [listed("vcn", "ocid1.vcn.lost", network), listed("export", "ocid1.export.lost")];
  expect(adoptions(wanted, found)).toEqual([
    { resource: wanted[0], importId: "ocid1.vcn.lost" },
    { resource: wanted[2], importId: "ocid1.export.lost" },
  ]);
});
