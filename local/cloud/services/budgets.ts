import type { Lifecycle, ResourceType, Service } from "../engine/resource-type.ts";

const base = "/20190111/budgets";
const life: Lifecycle = {
  creating: "ACTIVE",
  active: "ACTIVE",
  deleting: "INACTIVE",
  deleted: "INACTIVE",
  createSeconds: 0,
  deleteSeconds: 0,
};

const budget: ResourceType = {
  kind: "budget",
  path: base,
  lifecycle: life,
  vanishes: true,
  required: ["compartmentId", "amount", "resetPeriod"],
  complete: (given) => ({
    alertRuleCount: 0,
    version: 1,
    actualSpend: 0,
    forecastedSpend: 0,
    timeUpdated: new Date().toISOString(),
    processingPeriodType: given["processingPeriodType"] ?? "MONTH",
    targetCompartmentId: given["targetCompartmentId"] ?? (given["targets"] as string[] | undefined)?.[0],
  }),
};

const alertRule: ResourceType = {
  kind: "budgetalertrule",
  path: `${base}/{budgetId}/alertRules`,
  lifecycle: life,
  vanishes: true,
  required: ["budgetId", "type", "threshold", "thresholdType"],
  // Deleting a budget deletes its rules, but the stack deletes them first.
  references: ["budgetId"],
  complete: () => ({ version: 1, timeUpdated: new Date().toISOString() }),
};

export const budgets: Service = {
  name: "Budgets",
  clients: ["oci_budget.BudgetClient"],
  types: [budget, alertRule],
};
