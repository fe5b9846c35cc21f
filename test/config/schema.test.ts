import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { readStackFile } from "../../local/stack-file.ts";
import { stackFileSchema } from "../../config/stack-file-schema.ts";

const committed = JSON.parse(readFileSync("speech.schema.json", "utf8")) as Record<string, unknown>;
const validate = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(committed);

test("the committed JSON Schema is the configuration's: npm run schema writes it", () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(stackFileSchema())));
});

test.each(["local", "dev", "prod"])("an editor accepts the stack file of %s", (stack) => {
  expect(validate(readStackFile(`Pulumi.${stack}.yaml`))).toBe(true);
});

test("an editor marks an unknown key and a wrong value", () => {
  const { config } = readStackFile("Pulumi.local.yaml");
  expect(validate({ config: { ...config, "speech:regoin": "x" } })).toBe(false);
  expect(validate({ config: { ...config, "speech:protect": "yes" } })).toBe(false);
  expect(validate({ config: { ...config, "other:key": "x" } })).toBe(true);
});
