// What a type's content is made of, read from its fields: beginnings, keys in step with lists, change of type.
const LISTS = new Set(["options", "entries"]);
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export const isList = (field) => LISTS.has(field.kind);
export const listsOf = (type) => type.fields.filter(isList);
export const firstList = (type) => listsOf(type)[0] ?? null;
export const keysOf = (type) => type.fields.filter((field) => field.key);

// Letters for what people choose from; a letter and a number where a type has several lists. Where these
// are to be paired, phones know the ids before the key: on the second side a number would tell the pair.
export function freshId(type, field, list) {
  const taken = new Set(list.map((each) => each.id));
  const lists = listsOf(type);
  const telling = lists.findIndex((each) => each.name === field.name) > 0 && keysOf(type).some((key) => key.kind === "pairs");
  const names = lists.length > 1 ? Array.from({ length: 40 }, (_, n) => `${field.name[0]}${n + 1}`) : [...LETTERS];
  return (telling ? null : names.find((each) => !taken.has(each))) ?? `${field.name[0]}-${Math.random().toString(36).slice(2, 10)}`;
}

export function grown(type, field, list, count) {
  const next = [...list];
  while (next.length < count) next.push({ id: freshId(type, field, next), text: {} });
  return next;
}

const FIRST_CHOICES = 4;

export function blankOf(type, content = {}) {
  const blank = { ...content, type: type.slug };
  for (const field of type.fields) {
    if (isList(field)) {
      const list = blank[field.name] ?? [];
      const many = field.kind === "options" && !list.length ? Math.min(field.most ?? FIRST_CHOICES, FIRST_CHOICES) : 1;
      blank[field.name] = grown(type, field, list, Math.max(field.least ?? 1, many));
    } else if (field.required && !field.key && blank[field.name] === undefined) {
      if (field.kind === "choice") blank[field.name] = field.default ?? field.choices[0]?.value;
      if (field.kind === "integer" || field.kind === "decimal") blank[field.name] = field.default ?? field.least ?? 1;
    }
  }
  return paired(type, blank);
}

// Entries that stand side by side belong together until somebody says otherwise.
function paired(type, content) {
  const key = type.fields.find((field) => field.kind === "pairs" && field.required);
  if (!key) return content;
  const [left, right] = listsOf(type).map((field) => content[field.name] ?? []);
  const pairs = { ...content[key.name] };
  left.forEach(({ id }, index) => {
    const other = right[index]?.id;
    if (!pairs[id] && other && !Object.values(pairs).includes(other)) pairs[id] = other;
  });
  return Object.keys(pairs).length ? { ...content, [key.name]: pairs } : content;
}

// An entry was taken out of a list: no key may name it.
export function withoutEntry(type, content, field, id) {
  const next = { ...content, [field.name]: content[field.name].filter((each) => each.id !== id) };
  const lists = listsOf(type);
  const first = lists[0].name === field.name;
  for (const key of keysOf(type)) {
    const value = next[key.name];
    if (value === undefined) continue;
    if (key.kind === "option" && first && value === id) delete next[key.name];
    if ((key.kind === "option_list" || key.kind === "order") && first) next[key.name] = value.filter((each) => each !== id);
    if (key.kind === "pairs") next[key.name] = Object.fromEntries(Object.entries(value).filter((pair) => pair[first ? 0 : 1] !== id));
  }
  return next;
}

export function withEntry(type, content, field) {
  const list = content[field.name] ?? [];
  const next = { ...content, [field.name]: grown(type, field, list, list.length + 1) };
  const id = next[field.name].at(-1).id;
  for (const key of keysOf(type)) {
    if (key.kind === "order" && next[key.name] && firstList(type).name === field.name) next[key.name] = [...next[key.name], id];
  }
  return paired(type, next);
}

const COMMON = ["prompt", "explanation", "source", "tags", "difficulty", "time_limit_s", "points", "scoring", "picture"];

// Another type, keeping what fits: the common fields, the first list, the key where it can be one.
export function toType(content, from, to) {
  const kept = Object.fromEntries(COMMON.filter((name) => content[name] !== undefined).map((name) => [name, content[name]]));
  if (content.shuffle && to.shuffles) kept.shuffle = true;
  const [mine, theirs] = [firstList(from), firstList(to)];
  if (mine && theirs) {
    kept[theirs.name] = (content[mine.name] ?? []).filter((each) => Object.keys(each.text ?? {}).length || each.picture).slice(0, theirs.most ?? undefined).map(({ id, text, picture, role }) => ({
      id, text,
      ...(picture && theirs.kind === "options" ? { picture } : {}),
      ...(role && to.roles.includes(role) ? { role } : {}),
    }));
  }
  for (const field of to.fields) {
    const same = from.fields.find((each) => each.name === field.name);
    const value = content[field.name];
    if (isList(field) || value === undefined || !same) continue;
    const known = keyIn(value, same.kind, field.kind, kept[theirs?.name] ?? []);
    if (known !== undefined) kept[field.name] = known;
  }
  return blankOf(to, kept);
}

function keyIn(value, from, to, list) {
  const there = (id) => list.some((each) => each.id === id);
  if (from === "option" && to === "option_list") return there(value) ? [value] : undefined;
  if (from === "option_list" && to === "option") return value.length === 1 && there(value[0]) ? value[0] : undefined;
  if (from !== to) return undefined;
  if (to === "option") return there(value) ? value : undefined;
  if (to === "option_list") return value.filter(there);
  if (to === "order") return value.length === list.length && value.every(there) ? value : undefined;
  return value;
}
