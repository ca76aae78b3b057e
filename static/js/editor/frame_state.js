// A round as the server would send it (docs/protocol.md), around the question that is being written.
//   draft: { views, reveals, results, languages, language, beat, title, limit_s, points, graded, answerable }
export const CODE = "123456";

const views = ({ views: all, reveals, languages, language }) => {
  const other = languages.find((code) => code !== language);
  return { view: all[language], reveal: reveals[language], also: other && { question: all[other], ...reveals[other] } };
};

export function roundState(draft, { two = false } = {}) {
  const { view, reveal, also } = views(draft);
  const shown = draft.beat === "revealed";
  const limit = draft.limit_s ? draft.limit_s * 1000 : null;
  return {
    rev: 1,
    now: 0,
    kind: "round",
    languages: two && also ? [draft.language, also.question.lang] : [draft.language],
    blank: false,
    big_qr: false,
    results_hidden: false,
    event: {
      title: draft.title, theme: "", code: CODE, languages: draft.languages, join: "nickname", locked: true, rehearsal: false,
      also: null, addresses: [], qr: null, wifi: null, date: null,
    },
    activity: { id: "preview", kind: draft.graded ? "quiz" : "poll", title: draft.title, count: 1, scoring: "accuracy", also: null, item: null },
    round: {
      id: `${draft.beat}-${view.type}`, number: 1, count: 1, beat: draft.beat, phase: draft.beat, voided: false, question: view,
      also: two ? also ?? null : null, opens_at: null, opened_at: 0, deadline_at: shown ? null : limit, limit_ms: limit, paused: false, left_ms: null,
      points: draft.graded ? draft.points : 0, scoring: "accuracy", graded: draft.graded, changeable: !draft.graded, answerable: draft.answerable,
      results: shown ? draft.results : null, reveal: shown ? reveal : null,
    },
    ranking: null,
    podium: null,
  };
}

// Listens to the editor that holds this frame, and to nobody else.
export function listen(draw) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === location.origin && data?.views?.[data.language]) draw(data);
  });
  parent.postMessage({ ready: true }, location.origin);
}
