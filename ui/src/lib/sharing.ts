// Takes over of the old what did not change, so that what shows it has nothing to do: a slice comes whole and as new
// objects, although most of its rows are as they were. Values are those of JSON; nothing is changed in place.

type Fields = Record<string, unknown>;

/** Says what `after` says, with the objects of `before` wherever they say the same. */
export function sharing<Value>(before: unknown, after: Value): Value {
  if (before === after) return after;
  if (Array.isArray(before) && Array.isArray(after)) return sharedItems(before, after) as Value;
  return isFields(before) && isFields(after) ? (sharedFields(before, after) as Value) : after;
}

/** Nothing is made where all is the same, not even a list of names: that is the rule, and a thousand times over. */
function sharedFields(before: Fields, after: Fields): Fields {
  let made: Fields | null = null;
  let count = 0;
  for (const name in after) {
    count += 1;
    const was = before[name];
    const is = after[name];
    const value = was === is || typeof is !== 'object' ? is : sharing(was, is);
    if (made === null && value !== was) made = untilField(name, before, after);
    if (made !== null) made[name] = value;
  }
  if (made !== null) return made;
  return count === Object.keys(before).length ? before : untilField(null, before, after);
}

/** A new object with what the fields in front of this one said before; none is all of them. */
function untilField(name: string | null, before: Fields, after: Fields): Fields {
  const made = { ...after };
  for (const earlier in after) {
    if (earlier === name) break;
    made[earlier] = before[earlier];
  }
  return made;
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
  let same = after.length === before.length;
  const shared = after.map((item, place) => {
    const value = sharing(known(item, place), item);
    same &&= value === before[place];
    return value;
  });
  return same ? before : shared;
}

function keyOf(item: unknown): unknown {
  return isFields(item) ? (item['id'] ?? item['environment_id'] ?? null) : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
