// Texts in the reader's language. The English text is the message id; what the catalogue lacks stays English.
//   catalogue: { lang, dir, messages: { id: "text" | ["one", "many", ...] }, plural: [form of 0, 1, ... 199] }
const ENGLISH = { lang: "en", dir: "ltr", messages: {}, plural: null };
const OWN_NAMES = {
  en: "English", fr: "Français", es: "Español", ar: "العربية", ru: "Русский", pt: "Português",
};
const RIGHT_TO_LEFT = new Set(["ar"]);

let catalogue = ENGLISH;
let numbers = new Intl.NumberFormat("en");
let shares = new Intl.NumberFormat("en", { style: "percent" });
const EXACT = { maximumFractionDigits: 6, useGrouping: "min2" };
const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
let exacts = new Intl.NumberFormat("en", EXACT);
let tenthsOf = new Intl.NumberFormat("en", TENTHS);

export const language = () => catalogue.lang;
export const dirOf = (code) => (RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr");
export const ownName = (code) => OWN_NAMES[code] ?? code;
export const number = (value) => numbers.format(value);
// To its last digit, and a year without a mark for thousands.
export const exact = (value) => exacts.format(value);
export const tenths = (value) => tenthsOf.format(value);
export const percent = (share) => shares.format(share);

// Western digits in every language: the screen, the code and the phones show the same figures.
const locale = (code) => `${code}-u-nu-latn`;

export function use(next) {
  catalogue = { ...ENGLISH, ...next };
  numbers = new Intl.NumberFormat(locale(catalogue.lang));
  shares = new Intl.NumberFormat(locale(catalogue.lang), { style: "percent" });
  exacts = new Intl.NumberFormat(locale(catalogue.lang), EXACT);
  tenthsOf = new Intl.NumberFormat(locale(catalogue.lang), TENTHS);
  document.documentElement.lang = catalogue.lang;
  document.documentElement.dir = catalogue.dir ?? dirOf(catalogue.lang);
}

// Returns whether the language is now in use; without a network the one before stays.
export async function setLanguage(code, url) {
  try {
    const response = await fetch(url);
    if (!response.ok) return false;
    use({ lang: code, dir: dirOf(code), ...(await response.json()) });
    return true;
  } catch {
    return false;
  }
}

// A text put into a sentence is isolated (U+2068, U+2069): a name may be in any script.
function shown(value) {
  return typeof value === "number" ? number(value) : `\u2068${value}\u2069`;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? shown(values[name]) : all));
}

export function t(id, values = {}) {
  const text = catalogue.messages[id];
  return fill((Array.isArray(text) ? text[0] : text) || id, values);
}

// The forms repeat every hundred in all our languages, once past the first hundred.
function form(n) {
  const whole = Math.abs(Math.trunc(n));
  return catalogue.plural[whole < 200 ? whole : 100 + (whole % 100)];
}

export function tn(one, many, n, values = {}) {
  const forms = catalogue.messages[one];
  const own = Array.isArray(forms) && catalogue.plural ? forms[form(n)] : null;
  return fill(own || (n === 1 ? one : many), { n, ...values });
}
