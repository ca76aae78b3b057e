// The run sheet in another order, as numbers alone: where an activity goes, and to which agenda item.
//   { ids: all activities in order, items: { id: agenda item or null } }

const linesOf = (run) => {
  const lines = run.map(({ item, activities }) => ({ item: item?.id ?? null, ids: activities.map(({ id }) => id) }));
  return lines.some(({ item }) => item === null) ? lines : [...lines, { item: null, ids: [] }];
};

const orderOf = (lines, id) => ({
  ids: lines.flatMap(({ ids }) => ids),
  items: { [id]: lines.find(({ ids }) => ids.includes(id)).item },
});

// One place up (-1) or down (1), across agenda items; null where it is at the end.
export function moved(run, id, by) {
  const lines = linesOf(run);
  const at = lines.findIndex(({ ids }) => ids.includes(id));
  const { ids } = lines[at];
  const place = ids.indexOf(id);
  if (place + by >= 0 && place + by < ids.length) {
    ids.splice(place + by, 0, ...ids.splice(place, 1));
    return orderOf(lines, id);
  }
  const next = lines[at + by];
  if (!next) return null;
  ids.splice(place, 1);
  if (by < 0) next.ids.push(id);
  else next.ids.unshift(id);
  return orderOf(lines, id);
}

// Dropped on an agenda item: at its end, or before one of its activities.
export function dropped(run, id, item, before = null) {
  if (id === before) return null;
  const lines = linesOf(run);
  for (const line of lines) line.ids = line.ids.filter((each) => each !== id);
  const { ids } = lines.find((line) => line.item === item);
  ids.splice(before === null ? ids.length : ids.indexOf(before), 0, id);
  return orderOf(lines, id);
}
