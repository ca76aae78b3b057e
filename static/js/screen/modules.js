// One module a question type, one a tally shape, fetched when first needed: whoever adds a type adds
// a file and nothing here.
const loaded = new Map();

async function fetched(path) {
  if (!loaded.has(path)) loaded.set(path, await import(path));
}

const ofType = (type) => `../questions/${type}.js`;
const ofShape = (shape) => `./charts/${shape}.js`;

// Everything that drawing this state takes; afterwards the two below answer at once.
export async function need(state) {
  const wanted = [];
  if (state?.round) wanted.push(fetched(ofType(state.round.question.type)));
  if (state?.round?.results?.tally) wanted.push(fetched(ofShape(state.round.results.tally.shape)));
  await Promise.all(wanted);
}

export const question = (type) => loaded.get(ofType(type));
export const tally = (shape) => loaded.get(ofShape(shape));
