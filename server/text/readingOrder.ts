/** First strong isolate and its end: what stands between has the direction of its own first letter. */
const ISOLATE = '\u2068';
const END = '\u2069';
/** Letters of the scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** One that holds no other. */
const ISOLATED = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/g;
/** What ends a line for the browser, and with it every direction that was set in it. */
const LINE_END = /(<\/?(?:p|br|ul|ol|li|h3|h4|blockquote)(?: \/)?>)/;

/**
 * Text that somebody said, put into a line of ours. Without this `(10:15)` behind an Arabic sentence jumps to its
 * front, because HubSpot's page reads from left to right and its HTML has no `dir` (decision 0028).
 */
export function inOwnDirection(text: string): string {
  const line = closed(text);
  return RIGHT_TO_LEFT.test(line.replace(ISOLATED, '')) ? `${ISOLATE}${line}${END}` : line;
}

/** The same for each line of HTML: a sentence in Hebrew with an English name in it keeps the order of its words. */
export function linesInOwnDirection(html: string): string {
  return RIGHT_TO_LEFT.test(html) || CONTROL.test(html)
    ? html.split(LINE_END).map(inOwnDirection).join('')
    : html;
}

const CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROLS = new RegExp(CONTROL, 'g');

/**
 * Text can bring such characters along, from an address book or to deceive. Isolates are closed where their line
 * ends; embeddings and overrides, which turn around all that follows, go.
 */
function closed(line: string): string {
  let open = 0;
  const kept = line.replace(CONTROLS, (control) => {
    if (control <= '\u202e') return '';
    if (control !== END) open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return control;
  });
  return kept + END.repeat(open);
}
