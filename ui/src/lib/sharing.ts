// Takes over of the old what did not change, so that what shows it has nothing to do: a slice comes whole and as new
// objects, although most of its rows are as they were. Values are those of JSON; nothing is changed in place.

type Fields = Record<string, unknown>;

/** Says what `after` says, with the objects of `before` wherever they say the same. */
export function sharing<Value>(before: unknown, after: Value): Value {
  if (before === after) return after;
  if (Array.isArray(before) && Array.isArray(after)) return sharedItems(before, after) as Value;
  return isFields(before) && isFields(after) ? (sharedFields(before, after) as Value) : after;
}

/** Nothing is made where all is the same: that is the rule, and a thousand times over. */
function sharedFields(before: Fields, after: Fields): Fields {
  const names = Object.keys(after);
  let made: Fields | null = names.length === Object.keys(before).length ? null : { ...after };
  for (const name of names) {
    const was = before[name];
    const is = after[name];
    const value = was === is ? is : sharing(was, is);
    if (made === null && value !== was) {
      made = { ...after };
      for (const earlier of names.slice(0, names.indexOf(name))) made[earlier] = before[earlier];
    }
    if (made !== null) made[name] = value;
  }
  return made ?? before;
}

/** Rows and packs are found again by what they are of, wherever they moved; anything else by its place. */
function sharedItems(before: unknown[], after: unknown[]): unknown[] {
  let byKey: Map<unknown, unknown> | null = null;
  const known = (item: unknown, place: number) => {
    const key = keyOf(item);
    if (keyOf(before[place]) === key) return before[place];
    byKey ??= new Map(before.map((old) => [keyOf(old), old]));
    return byKey.get(key);
  };
  const shared = after.map((item, place) => sharing(known(item, place), item));
  const same = shared.length === before.length && shared.every((item, place) => item === before[place]);
  return same ? before : shared;
}

function keyOf(item: unknown): unknown {
  return isFields(item) ? (item['id'] ?? item['environment_id'] ?? null) : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
