// The review: what is shown, and what keys and buttons do. What is decided is known to the
// server alone; the keys come from it too, and are those of the terminal.

import { get, post, Overtaken, Refused } from "./call.js";
import { make, marked, show as showArticle } from "./article.js";
import { List, quoted } from "./list.js";

const $ = (id) => document.getElementById(id);
const done = { accept: "accepted", reject: "rejected", edit: "edited", flag: "flagged" };
const rare = new Set(["skip-cluster", "back", "help", "quit"]); // on a narrow screen, behind a button
const narrow = matchMedia("(max-width: 760px)");

let review; // of /api/review
let now = null; // of /api/change: what is shown
let view = "diff";
let told = 0; // notes that came up during the review
let query = ""; // the filter, as an address has it
const actionOf = new Map(); // by key

// One thing is done after the other, in the order of the keys, so that fast fingers decide what they saw.
let queue = Promise.resolve();
function later(what) {
  queue = queue.then(what).catch(trouble);
  return queue;
}

function trouble(error) {
  $("trouble").textContent = error?.message ?? String(error);
  $("trouble").hidden = false;
}

function say(text) { $("status").textContent = text; }

const list = new List($("list"), (n) => later(() => show(n).then(() => listing(false))), trouble);

// What is shown.

async function show(n, as = "diff", id = "") {
  const of = await get(`/api/change?view=${as === "why" ? "diff" : as}&${id ? `id=${id}` : `n=${n}`}`);
  now = of;
  view = as;
  $("trouble").hidden = true;
  history.replaceState(null, "", `#${now.row.id}`);
  draw();
  list.put(now.row);
  list.select(now.row.n);
  say(`${now.row.verdict ? done[now.row.verdict] + ". " : ""}${quoted(now.row.label)}`);
}

function only(name, value, words) {
  const button = make("button", { type: "button", class: "link", title: `only this ${name}` }, words);
  button.addEventListener("click", () => {
    $("filter").elements[name].value = value;
    $("more").open = true;
    later(choose);
  });
  return button;
}

const dotted = (parts) => parts.filter(Boolean).flatMap((part, i) => (i ? [" · ", part] : [part]));

function draw() {
  const { change: x, row, cluster, decision } = now;
  const actor = x.field === "actor" || ["source", "target", "speaker"].includes(x.field) || x.layer === "actors";
  $("where").replaceChildren(...dotted([x.class, x.layer !== x.class && x.layer, x.field && x.field !== x.class && x.field, only("document", x.document, x.document), x.confidence && `confidence ${x.confidence}`]));
  $("label").textContent = x.part && x.part !== x.surface ? `“${x.part}” of “${x.surface}”` : `“${x.surface}”`;
  const value = (tag, text, there) => (text ? make(tag, {}, actor ? only("actor", text, text) : text) : make(tag, { class: "none" }, there ? "none" : "not there"));
  const values = x.old || x.new ? [value("del", x.old, x.class !== "added"), "→", value("ins", x.new, x.class !== "removed")] : [];
  $("values").replaceChildren(...values);
  $("values").setAttribute("aria-label", `old ${x.old || "none"}, new ${x.new || "none"}`);
  $("decided").hidden = !decision;
  if (decision) {
    const right = decision.value ?? "";
    $("decided").replaceChildren(make("strong", { class: `v-${decision.verdict}` }, done[decision.verdict]),
      [decision.cluster && " with its cluster", decision.verdict === "edit" && `: “${right}”`, decision.note && `: ${decision.note}`, decision.who && ` · ${decision.who}`].filter(Boolean).join(""));
  }
  $("alike").replaceChildren();
  if (row.of > 1) {
    const documents = cluster.documents === 1 ? "1 document" : `${cluster.documents} documents`;
    $("alike").append(`${row.place} of ${row.of} alike, in ${documents}: `, only("cluster", cluster.id, quoted(cluster.label)));
  }
  $("why").hidden = view !== "why";
  $("why").replaceChildren(make("strong", {}, `Since ${now.why}`), ...(x.blame.evidence ?? "").split("; ").filter(Boolean).map((line) => make("div", {}, line)),
    make("div", { class: "cut" }, `change ${x.id}, cluster ${x.cluster}`));
  $("item").hidden = !now.aspects;
  $("aspects").tBodies[0].replaceChildren(...(now.aspects ?? []).map((a) => {
    const [o, n] = [a.old ?? "", a.new ?? ""];
    const cell = (tag, text) => make("td", {}, o === n || !text ? text : make(tag, {}, text));
    return make("tr", {}, make("th", { scope: "row" }, a.name), cell("del", o), cell("ins", n));
  }));
  for (const button of document.querySelectorAll("#views button")) button.setAttribute("aria-pressed", button.dataset.action === view);
  $("article").setAttribute("aria-label", { old: "Old article", new: "New article" }[view] ?? "Article, what differs marked");
  showArticle($("article"), now.article);
  if (narrow.matches) $("main").scrollTop = 0;
  for (const action of ["accept-all", "reject-all"]) button(action).disabled = row.of < 2;
}

const button = (action) => $("actions").querySelector(`[data-action=${action}]`);

function progress(p) {
  const decided = p.total - p.left;
  for (const part of ["accepted", "rejected", "edited", "flagged"]) $(part).style.width = `${(100 * p[part]) / Math.max(1, p.total)}%`;
  $("bar").setAttribute("aria-valuemax", p.total);
  $("bar").setAttribute("aria-valuenow", decided);
  $("bar").setAttribute("aria-valuetext", `${decided} of ${p.total} decided`);
  const number = (n) => n.toLocaleString("en");
  $("left").textContent = p.left ? `${number(p.left)} of ${number(p.total)} left, in ${number(p.clusters)} ${p.clusters === 1 ? "cluster" : "clusters"}` : `all ${number(p.total)} decided`;
  document.title = p.left ? `${p.left} left · Dateline review` : "All decided · Dateline review";
}

// What is decided.

// advance goes on after a decision: to the next one that is open, or along a list of decided ones.
async function advance(answer, what) {
  const verdict = $("filter").elements.verdict.value;
  let next = answer.next;
  if (verdict && verdict !== "open") {
    const i = list.runs.place(now.row.n) + 1;
    next = i < list.runs.length ? list.runs.at(i) : -1;
  }
  await show(next < 0 ? now.row.n : next).finally(() => progress(answer.progress));
  if (next < 0) what += answer.progress.left ? ". Nothing is left under this filter" : ". All is decided";
  say(`${what}. ${answer.progress.left} left. ${next < 0 ? "" : quoted(now.row.label)}`);
  if (answer.notes?.length > told) {
    trouble(new Error(answer.notes.slice(told).join(" ")));
    told = answer.notes.length;
  }
}

async function decide(verdict, more) {
  let answer;
  try {
    answer = await post("/api/decide", { id: now.row.id, verdict, filter: query, seen: now.row.verdict ?? "", ...more });
  } catch (error) {
    if (error instanceof Overtaken) await overtaken();
    throw error;
  }
  list.put(answer.row);
  await advance(answer, done[verdict]);
}

async function cluster(verdict) {
  const answer = await post("/api/cluster", { id: now.cluster.id, verdict, filter: query });
  list.forget();
  await advance(answer, `${done[verdict]}: ${answer.held} changes`);
}

function all(verdict) {
  const { changes, id, label } = now.cluster;
  if (changes < 2) return decide(verdict);
  ask({ question: `${verdict === "accept" ? "Accept" : "Reject"} all ${changes} changes of this cluster?`, hint: quoted(label), yes: `${verdict === "accept" ? "Accept" : "Reject"} ${changes}`,
    key: verdict === "accept" ? "A" : "R", then: () => now.cluster.id === id && cluster(verdict) });
}

function edit() {
  const { change: x, of_words: words, article } = now;
  const taken = article?.editable ? marked($("article")) : null;
  ask({ question: words ? "Which words are right?" : `What is the right ${x.field}?`, hint: words ? "As they stand in the article, near the mark." : `Old: ${x.old || "none"}. New: ${x.new || "none"}. Empty: none.`,
    line: taken?.words ?? (words ? "" : x.new ?? ""),
    then: (line) => decide("edit", taken && taken.words === line ? { line, start: taken.start, end: taken.end } : { line }) });
}

// overtaken shows what another review has decided meanwhile.
async function overtaken() {
  progress((await get("/api/review")).progress);
  list.forget();
  await show(now.row.n, view);
}

async function undo() {
  const answer = await post("/api/undo", {}).catch(async (error) => {
    if (error instanceof Overtaken) await overtaken();
    throw error;
  });
  if (!answer.ok) return say("Nothing to take back");
  list.forget();
  await show(answer.n).finally(() => progress(answer.progress));
  say(`Taken back. ${quoted(now.row.label)}`);
}

async function move(i) {
  if (i < 0 || i >= list.runs.length) return say("No more changes there");
  await show(list.runs.at(i));
}

const here = () => list.runs.place(now.row.n);

const actions = {
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  edit,
  flag: () => ask({ question: "Flag: what is to be looked at?", hint: "A note, or nothing.", line: "", then: (note) => decide("flag", { note }) }),
  "accept-all": () => all("accept"),
  "reject-all": () => all("reject"),
  skip: () => move(list.runs.has(now.row.n) ? here() + 1 : here()),
  "skip-cluster": () => move(list.runs.place(now.cluster.end)),
  back: () => move(here() - 1),
  undo,
  diff: () => show(now.row.n, "diff"),
  old: () => show(now.row.n, "old"),
  new: () => show(now.row.n, "new"),
  why: () => show(now.row.n, view === "why" ? "diff" : "why"),
  help: () => $("help").showModal(),
  quit: () => ask({ question: "End the review?", hint: "What is decided is kept, and the next review goes on with the rest.", yes: "End", key: "q", then: async () => {
    await post("/api/quit", {});
    trouble(new Error(`The review has ended; its decisions are in ${review.decisions}. This page can be closed.`));
  } }),
};

const run = (action) => later(() => (now || ["help", "quit"].includes(action)) && actions[action]());

// Questions.

let asked = null;

function ask(of) {
  asked = of;
  const typed = of.line !== undefined;
  $("question").textContent = of.question;
  $("hint").textContent = of.hint ?? "";
  $("line").hidden = !typed;
  $("line").value = of.line ?? "";
  $("complaint").textContent = "";
  $("yes").textContent = of.yes ?? "Keep";
  $("ask").showModal();
  (typed ? $("line") : $("yes")).focus();
  if (typed) $("line").select();
}

// answered closes the question at once, so that the next key is one of the review again. An answer
// that is refused brings the question back.
function answered(yes) {
  const of = asked;
  const line = $("line").value.trim();
  asked = null;
  $("ask").close();
  if (!of) return;
  if (!yes) return say("Not done");
  later(async () => {
    try {
      await of.then(line);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      ask({ ...of, line });
      $("complaint").textContent = error.message;
    }
  });
}

$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  answered(true);
});
$("ask").addEventListener("cancel", (event) => {
  event.preventDefault();
  answered(false);
});
$("no").addEventListener("click", () => answered(false));
$("close").addEventListener("click", () => $("help").close());
$("show-menu").addEventListener("click", () => $("menu").showModal());
$("close-menu").addEventListener("click", () => $("menu").close());

// confirm takes a key of a question without a line: y or the key again, anything else is no.
function confirm(key) {
  if (key === "Enter") return answered(true);
  if (key.length === 1) answered(key === "y" || key === "Y" || key === asked.key);
}

// Keys.

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const key = event.key;
  if ($("ask").open) {
    if (asked && asked.line === undefined && key.length === 1 && key !== " ") {
      event.preventDefault();
      confirm(key);
    }
    return;
  }
  if ($("menu").open) return;
  if ($("help").open) {
    if (key === "?" || key === "q") $("help").close();
    return;
  }
  if (event.target.matches?.("input, select, textarea")) {
    if (key === "Escape") $("list").focus();
    return;
  }
  if (event.target === $("list") && arrows(key)) return event.preventDefault();
  if (key === " " && event.target.matches?.("button, summary, #article")) return;
  if (key === "/") {
    event.preventDefault();
    listing(true);
    return $("filter").elements.words.focus();
  }
  if (key === "Escape") return listing(false);
  if (!$("letters").checked || key.length !== 1 && key !== "Enter") return;
  const action = actionOf.get(key);
  if (action === undefined && !asked && key !== "y" && key !== "n") return;
  if (event.repeat && !["skip", "back"].includes(action)) return event.preventDefault(); // a key that is held decides once
  if (key === "Enter") return;
  event.preventDefault();
  // A question may have come up before the key's turn: then the key is the answer.
  later(() => {
    if ($("ask").open && asked) return asked.line === undefined ? confirm(key) : ($("line").setRangeText(key, $("line").selectionStart, $("line").selectionEnd, "end"));
    if (now && action) return actions[action]();
  });
});

function arrows(key) {
  if (!now) return false;
  const page = Math.max(1, Math.floor($("list").clientHeight / 52) - 1);
  const to = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[key];
  if (to === undefined) return false;
  later(() => move(Math.min(list.runs.length - 1, Math.max(0, here() + to))));
  return true;
}

// The filter.

function fill(name, all, counts) {
  const select = $("filter").elements[name];
  const chosen = select.value;
  if (chosen && !counts.some((of) => of.name === chosen)) counts = [...counts, { name: chosen, count: 0 }];
  select.replaceChildren(new Option(all, ""), ...counts.map(({ name: value, count }) => new Option(`${value} (${count.toLocaleString("en")})`, value)));
  select.value = chosen;
}

// counts tells what each further choice would find.
function counts(facets) {
  for (const [name, of] of [["class", facets.classes], ["layer", facets.layers], ["field", facets.fields], ["blame", facets.blame]]) fill(name, "all", of ?? []);
}

async function choose() {
  const form = new FormData($("filter"));
  const chosen = [...form].filter(([, value]) => value.trim() !== "").map(([name, value]) => [name, value.trim()]);
  const asked = new URLSearchParams(chosen).toString();
  const answer = await get(`/api/select?${asked}`);
  query = asked;
  list.set(answer.runs);
  counts(answer.facets);
  $("count").textContent = `${answer.total.toLocaleString("en")} ${answer.total === 1 ? "change" : "changes"}`;
  $("clear").hidden = chosen.length === 0;
  if (answer.total && !(now && list.runs.has(now.row.n))) await show(answer.next >= 0 && list.runs.has(answer.next) ? answer.next : list.runs.at(0));
  else if (now) list.select(now.row.n);
}

let typing;
$("filter").addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => later(choose), event.target.matches("select") ? 0 : 200);
});
$("filter").addEventListener("submit", (event) => event.preventDefault());
$("filter").addEventListener("reset", () => setTimeout(() => later(choose)));

// On a narrow screen the list is behind a button.
function listing(open) {
  if (!narrow.matches) open = false;
  document.body.classList.toggle("listing", open);
  $("show-list").setAttribute("aria-expanded", open);
  $("show-list").textContent = open ? "Article" : "Changes";
  if (open) list.select(list.current);
}
$("show-list").addEventListener("click", () => listing(!document.body.classList.contains("listing")));
narrow.addEventListener("change", () => {
  listing(false);
  $("menu").close();
});

$("letters").checked = localStorage.getItem("letters") !== "off";
$("letters").addEventListener("change", () => localStorage.setItem("letters", $("letters").checked ? "on" : "off"));

// Another page of the same review may have decided meanwhile.
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !now || $("ask").open) return;
  later(overtaken);
});

// The beginning.

later(async () => {
  review = await get("/api/review");
  $("old-set").textContent = review.old || "golden";
  $("new-set").textContent = review.new || "this program";
  const shown = { accept: "Accept", reject: "Reject", edit: "Edit", flag: "Flag", "accept-all": "Accept all", "reject-all": "Reject all", skip: "Skip", "skip-cluster": "Skip cluster", back: "Back", undo: "Undo", help: "Keys", quit: "End" };
  for (const { action, keys, words } of review.bindings) {
    for (const key of keys) actionOf.set(key, action);
    $("keys").append(make("dt", {}, ...keys.flatMap((key, i) => [i ? " " : "", make("kbd", {}, key === " " ? "space" : key)])), make("dd", {}, words));
    if (shown[action]) {
      if (rare.has(action)) $("rare").append(make("button", { type: "button", "data-action": action }, words));
      if (action === "help") $("actions").append(make("span", { class: "gap" }));
      $("actions").append(make("button", { type: "button", "data-action": action, title: words, "aria-keyshortcuts": keys[0] === " " ? "Space" : keys[0] }, make("span", {}, shown[action]), make("kbd", { "aria-hidden": "true" }, keys[0])));
    }
  }
  for (const place of ["actions", "views", "rare"]) {
    $(place).addEventListener("click", (event) => {
      const action = event.target.closest("button")?.dataset.action;
      $("menu").close();
      if (action) run(action);
    });
  }
  counts(review.facets);
  $("filter").elements.verdict.replaceChildren(...[["", "all"], ["open", "not yet"], ["accept", "accepted"], ["reject", "rejected"], ["edit", "edited"], ["flag", "flagged"]].map(([value, text]) => new Option(text, value)));
  $("about").textContent = `Decisions${review.who ? ` of ${review.who}` : ""} are kept in ${review.decisions}.${[...(review.provenance ?? []).map((s) => ` Differs on record: ${s}.`), ...(review.notes ?? []).map((s) => ` ${s}.`)].join("")}`;
  progress(review.progress);
  const id = location.hash.slice(1);
  if (/^[0-9a-f]+$/.test(id)) await show(0, "diff", id).catch(() => {});
  await choose();
  $("list").focus();
  document.body.dataset.ready = "yes";
});
