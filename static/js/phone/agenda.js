// The agenda, fetched by its fingerprint and kept as long as the page lives; null where it can't be had.
const kept = new Map();

export async function agendaOf(url) {
  if (kept.has(url)) return kept.get(url);
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const agenda = await response.json();
    kept.set(url, agenda);
    return agenda;
  } catch {
    return null;
  }
}
