import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speechServiceAccounts } from "../../components/identity/service-accounts.ts";
import {
  auditStatements,
  clusterAutoscaler,
  clusterStatements,
  keyStatements,
  lifecycleStatements,
  nodeStatements,
  workloadStatements,
  type ServiceAccount,
} from "../../components/identity/statements.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const account: fc.Arbitrary<ServiceAccount> = fc.record({
  namespace: name,
  name,
  grants: fc.array(
    fc.record({
      verb: fc.constantFrom("inspect" as const, "read" as const, "use" as const, "manage" as const),
      resource: name,
      conditions: fc.array(
        name.map((bucket) => `target.bucket.name = '${bucket}'`),
        { maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe("workloadStatements()", () => {
  test("names namespace, account and cluster in every statement, and never the tenancy", () => {
    fc.assert(
      fc.property(account, (given) => {
        const statements = workloadStatements(given, "cluster-id", "compartment-id");
        expect(statements).toHaveLength(given.grants.length);
        for (const statement of statements) {
          expect(statement).toContain("request.principal.type = 'workload'");
          expect(statement).toContain(`request.principal.namespace = '${given.namespace}'`);
          expect(statement).toContain(`request.principal.service_account = '${given.name}'`);
          expect(statement).toContain("request.principal.cluster_id = 'cluster-id'");
          expect(statement).toContain("in compartment id compartment-id where all {");
          expect(statement).not.toContain("in tenancy");
        }
      }),
    );
  });

  test("narrows an account of the service to its bucket", () => {
    const accounts = speechServiceAccounts({ buckets: { documents: "d", audio: "a", models: "m" } });
    const synthesis = accounts.find((one) => one.name === "synthesis");
    expect(synthesis && workloadStatements(synthesis, "C", "K")).toEqual([
      "Allow any-user to manage objects in compartment id K where all {request.principal.type = 'workload', request.principal.namespace = 'speech', request.principal.service_account = 'synthesis', request.principal.cluster_id = 'C', target.bucket.name = 'a'}",
    ]);
    for (const { grants } of accounts) {
      for (const { conditions } of grants) expect(conditions).toHaveLength(1);
    }
  });
});

test("no statement of the stack reaches beyond its compartment", () => {
  const statements = [
    ...workloadStatements(clusterAutoscaler, "C", "K"),
    ...keyStatements("eu-frankfurt-1", "K", "key"),
    ...lifecycleStatements("eu-frankfurt-1", "K"),
    ...clusterStatements("K", "C"),
    ...nodeStatements("nodes", "K"),
    ...auditStatements("K", "audit"),
  ];
  for (const statement of statements) {
    expect(statement).toMatch(/^Allow .* in compartment id K( where .*)?$/);
    expect(statement).not.toMatch(/all-resources/);
  }
});
