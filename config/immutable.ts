/** A value whose every part is read-only. */
export type Immutable<Value> = Value extends readonly unknown[] | object
  ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
  : Value;
