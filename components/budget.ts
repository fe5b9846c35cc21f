import { Budget as OciBudget } from "@pulumi/oci/budget/budget.js";
import { Rule } from "@pulumi/oci/budget/rule.js";
import * as pulumi from "@pulumi/pulumi";
import { tagsFor, type Tags } from "./tags.ts";

export interface BudgetArgs {
  /** Budgets live in the tenancy's root. */
  readonly tenancyId: string;
  /** The compartment whose costs are watched. */
  readonly compartmentId: string;
  readonly displayName: string;
  /** In the tenancy's currency, each month. */
  readonly monthlyAmount: number;
  /** Shares of the amount, in percent, at which the recipients are told. */
  readonly alertPercentages: readonly number[];
  readonly recipients: readonly string[];
  readonly tags: Tags;
}

/** A monthly budget that tells people when it is used up, or will be. It stops nothing. */
export class Budget extends pulumi.ComponentResource {
  readonly budgetId: pulumi.Output<string>;

  constructor(name: string, args: BudgetArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:budget:Budget", name, {}, options);
    const freeformTags = tagsFor(args.tags, "budget");
    const budget = new OciBudget(
      name,
      {
        compartmentId: args.tenancyId,
        displayName: args.displayName,
        amount: args.monthlyAmount,
        resetPeriod: "MONTHLY",
        targetType: "COMPARTMENT",
        targets: [args.compartmentId],
        freeformTags,
      },
      { parent: this },
    );
    const rule = (type: "ACTUAL" | "FORECAST", threshold: number, message: string): Rule =>
      new Rule(
        `${name}-${type.toLowerCase()}-${threshold}`,
        {
          budgetId: budget.id,
          type,
          threshold,
          thresholdType: "PERCENTAGE",
          ...(args.recipients.length === 0 ? {} : { recipients: args.recipients.join(", ") }),
          message,
          freeformTags,
        },
        { parent: this },
      );
    for (const percentage of args.alertPercentages) {
      rule("ACTUAL", percentage, `${args.displayName} has used ${percentage} % of its monthly budget.`);
    }
    rule("FORECAST", 100, `${args.displayName} will have used up its budget before the month ends.`);
    this.budgetId = budget.id;
    this.registerOutputs({ budgetId: this.budgetId });
  }
}
