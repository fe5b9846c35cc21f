import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startCloud, type Cloud, type CloudOptions } from "../../../local/cloud/server.ts";
import { compartmentId, identity, send, type Answer, type Deviation } from "./signed-client.ts";

let cloud: Cloud;
const base: CloudOptions = {
  port: 0,
  stateFile: ":memory:",
  identity,
  compartments: [compartmentId],
  control: true,
};

beforeEach(async () => {
  cloud = await startCloud(base);
});
afterEach(() => cloud.close());

const call = (
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: object,
  deviation?: Deviation,
): Promise<Answer> => send(cloud.endpoint, method, path, body, deviation);

const vcnPath = "/20160918/vcns";
const subnetPath = "/20160918/subnets";

async function vcn(): Promise<string> {
  const { status, body } = await call("POST", vcnPath, {
    compartmentId,
    cidrBlocks: ["10.0.0.0/16"],
    displayName: "v",
  });
  expect(status).toBe(200);
  return String(body["id"]);
}

describe("a request", () => {
  test("without a signature is refused", async () => {
    const response = await fetch(cloud.endpoint + vcnPath);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      code: "NotAuthenticated",
      message: "The request has no Authorization header",
    });
  });

  test("with an old date is refused", async () => {
    const { status, body } = await call("GET", vcnPath, undefined, {
      date: new Date(Date.now() - 6 * 60_000),
    });
    expect([status, body["code"]]).toEqual([401, "NotAuthenticated"]);
  });

  test("with another body than the signed one is refused", async () => {
    const { status, body } = await call(
      "POST",
      vcnPath,
      { compartmentId },
      { forgedBody: '{"compartmentId":"forged-value"}' },
    );
    expect([status, body["code"]]).toEqual([401, "NotAuthenticated"]);
  });

  test("keeps the caller's request identifier", async () => {
    const { headers } = await call("GET", vcnPath, undefined, { headers: { "opc-request-id": "mine" } });
    expect(headers.get("opc-request-id")).toBe("mine");
  });

  test("sent twice with the same retry token is done once", async () => {
    const body = { compartmentId, cidrBlocks: ["10.0.0.0/16"] };
    const first = await call("POST", vcnPath, body, { headers: { "opc-retry-token": "t" } });
    const second = await call("POST", vcnPath, body, { headers: { "opc-retry-token": "t" } });
    expect(second.body["id"]).toBe(first.body["id"]);
    expect((await call("GET", `${vcnPath}?compartmentId=${compartmentId}`)).body).toHaveLength(1);
  });

  test("to an unknown path says so", async () => {
    const { status, body } = await call("GET", "/20160918/nothing");
    expect([status, body["code"]]).toEqual([404, "NotAuthorizedOrNotFound"]);
  });
});

describe("a creation", () => {
  test("names every missing field at once", async () => {
    const { status, body } = await call("POST", subnetPath, {});
    expect(status).toBe(400);
    expect(body).toEqual({ code: "MissingParameter", message: "Missing: compartmentId, vcnId, cidrBlock" });
  });

  test("names every reference that leads nowhere", async () => {
    const { status, body } = await call("POST", subnetPath, {
      compartmentId,
      vcnId: "ocid1.vcn.oc1.x.y",
      cidrBlock: "10.0.0.0/24",
    });
    expect(status).toBe(400);
    expect(body).toEqual({ code: "InvalidParameter", message: "vcnId: ocid1.vcn.oc1.x.y does not exist" });
  });

  test("of a name that is taken is a conflict, also while its former owner waits for deletion", async () => {
    const vault = await call("POST", "/20180608/vaults", {
      compartmentId,
      displayName: "v",
      vaultType: "DEFAULT",
    });
    const key = await call("POST", "/20180608/keys", {
      compartmentId,
      displayName: "k",
      keyShape: { algorithm: "AES", length: 32 },
    });
    const secret = {
      ...{ compartmentId, vaultId: vault.body["id"], keyId: key.body["id"], secretName: "s" },
      secretContent: { contentType: "BASE64", content: "aGVsbG8=" },
    };
    const made = await call("POST", "/20180608/secrets", secret);
    expect(made.body).not.toHaveProperty("secretContent");
    await call("POST", `/20180608/secrets/${String(made.body["id"])}/actions/scheduleDeletion`, {});
    expect((await call("POST", "/20180608/secrets", secret)).status).toBe(409);
  });
});

describe("a change", () => {
  test("with another's etag is refused", async () => {
    const id = await vcn();
    const { headers } = await call("GET", `${vcnPath}/${id}`);
    const matching = { "if-match": String(headers.get("etag")) };
    expect((await call("PUT", `${vcnPath}/${id}`, { displayName: "a" }, { headers: matching })).status).toBe(
      200,
    );
    const stale = await call("PUT", `${vcnPath}/${id}`, { displayName: "b" }, { headers: matching });
    expect([stale.status, stale.body["code"]]).toEqual([412, "NoEtagMatch"]);
  });
});

describe("a deletion", () => {
  test("of a network in use names who uses it, and succeeds once nobody does", async () => {
    const id = await vcn();
    const subnet = await call("POST", subnetPath, { compartmentId, vcnId: id, cidrBlock: "10.0.1.0/24" });
    const refused = await call("DELETE", `${vcnPath}/${id}`);
    expect(refused.status).toBe(409);
    expect(refused.body["message"]).toContain(`vcnId of the subnet ${String(subnet.body["id"])}`);
    expect((await call("DELETE", `${subnetPath}/${String(subnet.body["id"])}`)).status).toBe(204);
    expect((await call("DELETE", `${vcnPath}/${id}`)).status).toBe(204);
    expect((await call("GET", `${vcnPath}/${id}`)).body["lifecycleState"]).toBe("TERMINATED");
    expect(await (await fetch(`${cloud.endpoint}/local/resources`)).json()).toEqual([]);
  });

  test("of a compartment with a live vault is refused", async () => {
    await call("POST", "/20180608/vaults", { compartmentId, displayName: "v", vaultType: "DEFAULT" });
    expect((await call("DELETE", `/20160918/compartments/${compartmentId}`)).status).toBe(409);
  });
});

test("a list comes in pages", async () => {
  for (let index = 0; index < 3; index++) await vcn();
  const first = await call("GET", `${vcnPath}?compartmentId=${compartmentId}&limit=2`);
  expect(first.body).toHaveLength(2);
  const next = first.headers.get("opc-next-page");
  const second = await call("GET", `${vcnPath}?compartmentId=${compartmentId}&limit=2&page=${next}`);
  expect(second.body).toHaveLength(1);
  expect(second.headers.get("opc-next-page")).toBeNull();
});

test("states take the time that the scale says", async () => {
  await cloud.close();
  cloud = await startCloud({ ...base, delayScale: 0.2 });
  const { body } = await call("POST", vcnPath, { compartmentId, cidrBlocks: ["10.0.0.0/16"] });
  expect(body["lifecycleState"]).toBe("PROVISIONING");
  await expect
    .poll(async () => (await call("GET", `${vcnPath}/${String(body["id"])}`)).body["lifecycleState"], {
      interval: 50,
    })
    .toBe("AVAILABLE");
});

test("the state survives a restart", async () => {
  const directory = mkdtempSync(join(tmpdir(), "cloud-"));
  try {
    const options = { ...base, stateFile: join(directory, "state.sqlite") };
    await cloud.close();
    cloud = await startCloud(options);
    const id = await vcn();
    await cloud.close();
    cloud = await startCloud(options);
    expect((await call("GET", `${vcnPath}/${id}`)).body["id"]).toBe(id);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("faults are drawn from a seed, and the tree shows what exists", async () => {
  await vcn();
  const page = await (await fetch(cloud.endpoint)).text();
  expect(page).toContain("vcn v AVAILABLE");
  expect(page).toContain("200 POST /20160918/vcns");
  await fetch(`${cloud.endpoint}/local/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ share: 1, seed: 1, kinds: ["429"] }),
  });
  const { status, body } = await call("GET", vcnPath);
  expect([status, body["code"]]).toEqual([429, "TooManyRequests"]);
});

test("objects are stored, found and counted", async () => {
  const bucket = { compartmentId, name: "b" };
  expect((await call("POST", "/n/speechlocal/b", bucket)).status).toBe(200);
  expect((await call("PUT", "/n/speechlocal/b/b/o/a.txt", { text: "hello" })).status).toBe(200);
  expect((await call("GET", "/n/speechlocal/b/b/o/a.txt")).body).toEqual({ text: "hello" });
  const refused = await call("DELETE", "/n/speechlocal/b/b");
  expect(refused.body["message"]).toBe("Bucket named 'b' is not empty. Delete all objects first.");
  await call("DELETE", "/n/speechlocal/b/b/o/a.txt");
  expect((await call("DELETE", "/n/speechlocal/b/b")).status).toBe(204);
});
