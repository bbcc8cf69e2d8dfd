// The article with a change marked in it, and places in it in bytes.

const bytes = (s) => new TextEncoder().encode(s).length;

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const cut = (n, where) => make("span", { class: "cut" }, `… ${n.toLocaleString("en")} bytes ${where} are not shown`);

// show puts an article into an element, and what is marked into view.
export function show(into, article) {
  into.replaceChildren();
  into.scrollTop = 0;
  if (!article) {
    into.append(make("p", { class: "cut" }, "That dataset has no such document."));
    return;
  }
  if (article.title) into.append(make("h3", {}, article.title));
  const text = make("div", { id: "text" });
  if (article.before) into.append(cut(article.before, "before"));
  for (const piece of article.pieces) {
    const of = { "data-at": piece.at };
    if (piece.mark) of.class = [piece.mark, piece.first && "first", piece.last && "last"].filter(Boolean).join(" ");
    text.append(make(piece.mark ? "mark" : "span", of, piece.text));
  }
  into.append(text);
  if (article.after) into.append(cut(article.after, "behind"));
  const mark = into.querySelector("mark");
  if (mark && into.scrollHeight > into.clientHeight) {
    into.scrollTop += mark.getBoundingClientRect().top - into.getBoundingClientRect().top - into.clientHeight / 3;
  }
}

// marked is what the reader has selected in an article: the words, and their place in bytes.
export function marked(into) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = place(into, range.startContainer, range.startOffset);
  const end = place(into, range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  return { words: range.toString(), start, end };
}

function place(into, node, offset) {
  const piece = node.parentElement?.closest("[data-at]");
  if (node.nodeType !== Node.TEXT_NODE || !piece || !into.contains(piece) || piece.dataset.at < 0) return null;
  return Number(piece.dataset.at) + bytes(node.data.slice(0, offset));
}
