import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEngine, type Engine } from "./engine.ts";
import { readStackFile } from "../../local/stack-file.ts";

const minutes = 60_000;

function configured(stack: string, key: string): Record<string, unknown> {
  const value = readStackFile(`Pulumi.${stack}.yaml`).config[`speech:${key}`];
  return (value ?? {}) as Record<string, unknown>;
}

/** A stack's pools with one of them changed. */
function withPool(stack: string, pool: string, change: object): Record<string, unknown> {
  const kubernetes = configured(stack, "kubernetes");
  const pools = kubernetes["pools"] as Record<string, object>;
  return {
    "speech:kubernetes": { ...kubernetes, pools: { ...pools, [pool]: { ...pools[pool], ...change } } },
  };
}

describe.each(["local", "prod"])("the stack %s in the real engine", (stack) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await startEngine(stack);
  }, 2 * minutes);

  afterAll(async () => {
    await engine.close();
  }, 2 * minutes);

  test("comes up", { timeout: 5 * minutes }, async () => {
    await engine.up();
    const kinds = new Set((await engine.resources()).map(({ kind }) => kind));
    for (const kind of [
      "vcn",
      "cluster",
      "nodepool",
      "vault",
      "bucket",
      "filesystem",
      "postgresqldbsystem",
      "alarm",
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  test("has nothing to change a second time, and no drift", { timeout: 3 * minutes }, async () => {
    expect(await engine.preview()).toEqual([]);
    await engine.up("--expect-no-changes");
    await engine.refresh("--expect-no-changes");
  });

  test("previews a tag as a change of tags, and of nothing else", { timeout: minutes }, async () => {
    await engine.reconfigure({ "speech:tags": { costCentre: "another" } });
    const steps = await engine.preview();
    expect(steps.length).toBeGreaterThan(30);
    for (const { operation, properties } of steps) {
      expect(operation).toBe("update");
      for (const property of properties) expect(property).toMatch(/(^|\.)freeformTags(\.costCentre)?$/);
    }
  });

  test("previews a new operator's range as one security rule", { timeout: minutes }, async () => {
    const network = configured(stack, "network");
    const allowed = [...((network["apiAllowedCidrs"] as string[] | undefined) ?? []), "172.16.5.0/24"];
    await engine.reconfigure({ "speech:network": { ...network, apiAllowedCidrs: allowed } });
    expect(await engine.preview()).toEqual([
      {
        operation: "create",
        resource:
          "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule::network-operators-api-172-16-5-0-24-ingress",
        properties: [],
      },
    ]);
  });

  test("previews a pool's size as the size of that pool", { timeout: minutes }, async () => {
    await engine.reconfigure(withPool(stack, "system", { scaling: { fixed: 4 } }));
    expect(await engine.preview()).toEqual([
      {
        operation: "update",
        resource: "oci:ContainerEngine/nodePool:NodePool::cluster-system",
        properties: ["nodeConfigDetails.size"],
      },
    ]);
  });

  test("previews a retention as one lifecycle policy", { timeout: minutes }, async () => {
    await engine.reconfigure({
      "speech:storage": { ...configured(stack, "storage"), models: { deletePreviousVersionsAfterDays: 7 } },
    });
    const [step, ...others] = await engine.preview();
    expect(others).toEqual([]);
    expect(step?.resource).toBe(
      "oci:ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy::buckets-models-lifecycle",
    );
    expect(step?.operation).toBe("update");
  });

  test("finds what somebody deleted by hand, and makes it again", { timeout: 2 * minutes }, async () => {
    await engine.reconfigure({});
    const alarm = (await engine.resources()).find(({ kind }) => kind === "alarm");
    await fetch(`${engine.session.cloud.endpoint}/local/resources/${alarm?.id}`, { method: "DELETE" });
    await engine.refresh();
    expect(
      (await engine.preview()).map(({ operation, resource }) => [operation, resource.split("::")[0]]),
    ).toEqual([["create", "oci:Monitoring/alarm:Alarm"]]);
    await engine.up();
    expect(await engine.preview()).toEqual([]);
  });

  test("holds no generated password in plain text", { timeout: minutes }, async () => {
    const values = await generatedPasswords(engine);
    expect(values).toHaveLength(3);
    const state = await engine.exportState();
    for (const value of values) {
      expect(state).not.toContain(value);
      expect(state).not.toContain(Buffer.from(value).toString("base64"));
    }
  });

  test("refuses to destroy what holds data while it is protected", { timeout: 2 * minutes }, async () => {
    await engine.reconfigure({ "speech:protect": true });
    await engine.up();
    await expect(engine.destroy()).rejects.toThrow(/protect/i);
    await engine.reconfigure({ "speech:protect": false });
    await engine.up();
  });

  test("leaves nothing behind", { timeout: 4 * minutes }, async () => {
    await engine.destroy();
    expect(await engine.resources()).toEqual([]);
  });
});

async function generatedPasswords(engine: Engine): Promise<string[]> {
  const exported = JSON.parse(await engine.exportState("--show-secrets")) as {
    deployment: { resources: { type: string; outputs?: { result?: { plaintext: string } } }[] };
  };
  return exported.deployment.resources
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ outputs }) => JSON.parse(outputs?.result?.plaintext ?? '""') as string);
}
