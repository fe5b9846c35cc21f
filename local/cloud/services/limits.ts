import { limitKey, unsetLimit } from "../engine/limits.ts";
import type { Service } from "../engine/resource-type.ts";

export const limits: Service = {
  name: "Limits",
  clients: ["oci_limits.LimitsClient", "oci_limits.QuotasClient"],
  types: [],
  operations: [
    {
      method: "GET",
      path: "/20190729/services/{serviceName}/limits/{limitName}/resourceAvailability",
      answer({ context, parameters, query }) {
        const service = parameters["serviceName"] ?? "";
        const name = parameters["limitName"] ?? "";
        const scope = query.get("availabilityDomain") ?? context.identity.region;
        const limit = context.limits.get(limitKey(service, name, scope)) ?? unsetLimit;
        const used = context.used(service, name, scope);
        return { body: { used, available: Math.max(0, limit - used), effectiveQuotaValue: limit } };
      },
    },
  ],
};
