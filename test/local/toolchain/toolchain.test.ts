import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requireGo } from "../../../local/toolchain/build.ts";
import { ensureToolchain } from "../../../local/toolchain/index.ts";
import { toolchainPaths, type ToolchainPaths } from "../../../local/toolchain/paths.ts";
import { programs, type Program } from "../../../local/toolchain/programs.ts";
import { bar } from "../../../local/toolchain/progress.ts";
import { checksumFor } from "../../../local/toolchain/release.ts";

let directory: string;
let paths: ToolchainPaths;
let obtained: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "toolchain-"));
  paths = { pulumiHome: join(directory, "pulumi"), cache: join(directory, "cache") };
  obtained = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const some: readonly Program[] = programs.filter(({ name }) => ["pulumi", "etcd"].includes(name));

async function obtain(program: Program, target: string): Promise<"build"> {
  obtained.push(program.name);
  writeFileSync(target, `program ${program.name}`);
  return Promise.resolve("build");
}

const ensure = () => ensureToolchain({ paths, programs: some, obtain });

describe("ensureToolchain()", () => {
  test("puts what is missing in place, once", async () => {
    const { pulumi, binaries } = await ensure();
    expect(pulumi).toBe(join(paths.pulumiHome, "versions", "3.259.0", "bin", "pulumi"));
    expect(readFileSync(binaries.etcd, "utf8")).toBe("program etcd");
    await ensure();
    expect(obtained).toEqual(["pulumi", "etcd"]);
  });

  test("notices a truncated program and one with other bytes of the same length", async () => {
    const { pulumi, binaries } = await ensure();
    writeFileSync(pulumi, "half");
    const { size } = statSync(binaries.etcd);
    writeFileSync(binaries.etcd, "x".repeat(size));
    await ensure();
    expect(obtained).toEqual(["pulumi", "etcd", "pulumi", "etcd"]);
  });

  test("believes a copied program whose bytes are the recorded ones", async () => {
    const { pulumi } = await ensure();
    utimesSync(pulumi, new Date(0), new Date(0));
    await ensure();
    expect(obtained).toEqual(["pulumi", "etcd"]);
  });

  test("leaves nothing half done when it fails, and goes on the next time", async () => {
    const failing = ensureToolchain({
      paths,
      programs: some,
      obtain: async (program, target) => {
        if (program.name === "etcd") throw new Error("no space left");
        return obtain(program, target);
      },
    });
    await expect(failing).rejects.toThrow("no space left");
    expect(existsSync(join(paths.cache, "bin", "etcd-3.6.5"))).toBe(false);
    await ensure();
    expect(obtained).toEqual(["pulumi", "etcd"]);
  });

  test("builds once when two call at the same time", async () => {
    await Promise.all([ensure(), ensure()]);
    expect(obtained).toEqual(["pulumi", "etcd"]);
  });
});

test("requireGo() says what is needed when there is no Go, or an old one", async () => {
  const path = process.env["PATH"];
  try {
    process.env["PATH"] = directory;
    await expect(requireGo()).rejects.toThrow(
      "a build needs Go 1.26 or newer; found none. Install it from https://go.dev/doc/install",
    );
    writeFileSync(join(directory, "go"), "#!/bin/sh\necho go1.19.8\n");
    chmodSync(join(directory, "go"), 0o755);
    process.env["PATH"] = `${directory}:/bin:/usr/bin`;
    await expect(requireGo()).rejects.toThrow("found Go 1.19");
  } finally {
    process.env["PATH"] = path;
  }
});

test("checksumFor() finds a file's line in a publisher's list, and only that", () => {
  const digest = "a".repeat(64);
  const list = `${"b".repeat(64)}  other.tar.gz\n${digest}  *pulumi.tar.gz\n`;
  expect(checksumFor(list, "pulumi.tar.gz")).toBe(digest);
  expect(() => checksumFor(list, "absent.tar.gz")).toThrow(
    "The list of checksums has no SHA-256 for absent.tar.gz",
  );
});

test("the progress bar never claims to be done", () => {
  expect(bar(0, 100)).toBe(`${".".repeat(24)} 0 s of about 100 s`);
  expect(bar(500, 100)).toBe(`${"#".repeat(24)} 500 s of about 100 s`);
  expect(bar(50, 100)).toBe(`${"#".repeat(12)}${".".repeat(12)} 50 s of about 100 s`);
});

test("toolchainPaths() follows PULUMI_HOME and XDG_CACHE_HOME", () => {
  expect(toolchainPaths({ PULUMI_HOME: "/p", XDG_CACHE_HOME: "/c" })).toEqual({
    pulumiHome: "/p",
    cache: "/c/speech-stack/toolchain",
  });
});
