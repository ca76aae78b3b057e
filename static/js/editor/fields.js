// One module a kind of field, fetched before the first drawing: whoever adds a kind adds a file.
const loaded = new Map();

export async function loadKinds(types) {
  const kinds = new Set(types.flatMap((type) => type.fields.map((field) => field.kind)));
  await Promise.all([...kinds].map(async (kind) => loaded.set(kind, await import(`./fields/${kind}.js`))));
}

export const fieldOf = (kind) => loaded.get(kind).Field;
