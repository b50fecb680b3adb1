// What a row or a card can ask for; the window decides what becomes of it.

export interface RowActions {
  open(operation: number): void;
  openInTenantAtlas(operation: number): void;
  pin(operation: number): void;
  unpin(operation: number): void;
}

export interface PackActions {
  ask(environment: number): void;
  open(environment: number): void;
  pin(environment: number): void;
  unpin(environment: number): void;
}
