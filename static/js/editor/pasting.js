// Text from elsewhere, taken for a list or for a whole question.
const MARK = /^\s*(?:[-–•·○●▪]|\(?[A-Za-z0-9]{1,2}[.)])\s+/;
const RIGHT = /^\s*(?:\*|✓|\[x\])\s*|\s*(?:\*|✓)\s*$/i;

// One option a line; a star at either end marks what is right.
export function linesOf(text) {
  return text
    .split(/\r?\n|\t/)
    .filter((line) => line.trim())
    .map((line) => {
      const right = RIGHT.test(line) || RIGHT.test(line.replace(MARK, ""));
      const bare = line.replace(RIGHT, "").replace(MARK, "").replace(RIGHT, "");
      return { text: bare.trim(), right };
    })
    .filter((line) => line.text);
}

// The first line asks, the others are the options; without others it is a prompt alone.
export function questionOf(text, language) {
  const [first, ...rest] = text.trim().split(/\r?\n/);
  const prompt = first.replace(/^\s*(?:\d{1,3}[.)]|Q\d*[.:])\s+/, "").trim();
  const lines = linesOf(rest.join("\n")).slice(0, 8);
  if (!prompt) return null;
  if (lines.length < 2) return { type: "open_text", prompt: { [language]: prompt } };
  const options = lines.map((line, n) => ({ id: "abcdefgh"[n], text: { [language]: line.text } }));
  const right = options.filter((_, n) => lines[n].right).map((each) => each.id);
  const question = { type: right.length > 1 ? "multiple_choice" : "single_choice", prompt: { [language]: prompt }, options };
  if (right.length) question.correct = right.length > 1 ? right : right[0];
  return question;
}
