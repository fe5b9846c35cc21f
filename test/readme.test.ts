import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

test("every npm script that the README names exists", () => {
  const named = [...readFileSync("README.md", "utf8").matchAll(/npm run ([a-z:-]+)/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.length).toBeGreaterThan(8);
  for (const name of named) expect(scripts).toHaveProperty(name);
});

test("continuous integration runs the README's test command", () => {
  const [, ...lines] = readFileSync(".ci/run", "utf8").trim().split("\n");
  expect(lines.filter((line) => line.startsWith("npm"))).toEqual(["npm ci", "npm test"]);
  expect(readFileSync("README.md", "utf8")).toContain("npm ci && npm test");
});
