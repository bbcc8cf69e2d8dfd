// The list of changes. It knows which changes are chosen as runs of numbers, has elements for the
// rows that are to be seen only, and asks for these.

import { get } from "./call.js";
import { make } from "./article.js";

const height = 52; // of a row, as in page.css
const tallest = 12e6; // pixels that browsers lay out without fault; longer lists scroll in proportion
const block = 100; // rows asked for at once
const signs = { accept: "✓", reject: "✗", edit: "✎", flag: "⚑" };

export const quoted = (label) => label.replace(/`([^`]*)`/g, "“$1”");

// Runs are numbers in order, as [first, end) pairs.
export class Runs {
  constructor(runs) {
    this.runs = runs;
    this.before = [];
    this.length = 0;
    for (const [first, end] of runs) {
      this.before.push(this.length);
      this.length += end - first;
    }
  }
  // last is the index of the last run for which a test holds; the test holds for the first ones.
  last(test) {
    let low = -1, high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (test(middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  // at is the number at a place.
  at(i) {
    const k = this.last((k) => this.before[k] <= i);
    return this.runs[k][0] + i - this.before[k];
  }
  // place is where a number stands, or where the next one does.
  place(n) {
    const k = this.last((k) => this.runs[k][0] <= n);
    if (k < 0) return 0;
    return this.before[k] + Math.min(n, this.runs[k][1]) - this.runs[k][0];
  }
  has(n) {
    const i = this.place(n);
    return i < this.length && this.at(i) === n;
  }
}

export class List {
  constructor(element, choose, trouble) {
    this.element = element;
    this.room = element.firstElementChild;
    this.trouble = trouble;
    this.runs = new Runs([]);
    this.known = new Map(); // rows by number
    this.asked = new Set(); // blocks
    this.seen = new Map(); // elements by place
    this.current = -1;
    element.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(element);
    element.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) choose(Number(row.dataset.n));
    });
  }

  set(runs) {
    this.runs = new Runs(runs);
    this.room.style.height = `${Math.min(this.runs.length * height, tallest)}px`;
    this.forget();
  }

  // forget asks for the rows anew, as where a whole cluster was decided. What is shown stays
  // until the answer is there.
  forget() {
    this.known.clear();
    this.asked.clear();
    for (const row of this.seen.values()) row.remove();
    this.seen.clear();
    this.draw();
  }

  // put takes a row that has changed.
  put(row) {
    this.known.set(row.n, row);
    const i = this.runs.place(row.n);
    if (this.seen.has(i)) this.fill(this.seen.get(i), i);
  }

  select(n) {
    this.current = n;
    const i = this.runs.place(n);
    if (this.runs.has(n)) {
      const view = this.element.clientHeight;
      const top = this.top(i);
      if (top < 0 || top + height > view) this.element.scrollTop += this.scale(top - Math.max(0, view / 2 - height));
    }
    this.draw();
    for (const [at, row] of this.seen) this.fill(row, at);
  }

  get stretched() { return this.runs.length * height > tallest; }
  // first is the place at the upper edge, with its fraction.
  first() {
    if (!this.stretched) return this.element.scrollTop / height;
    const view = this.element.clientHeight;
    return (this.element.scrollTop / (tallest - view)) * (this.runs.length - view / height);
  }
  top(i) { return (i - this.first()) * height; }
  scale(pixels) { return this.stretched ? (pixels * tallest) / (this.runs.length * height) : pixels; }

  draw() {
    const rows = Math.ceil(this.element.clientHeight / height);
    const first = this.first();
    const from = Math.max(0, Math.floor(first) - 4);
    const end = Math.min(this.runs.length, Math.floor(first) + rows + 5);
    for (const [i, row] of this.seen) {
      if (i < from || i >= end) {
        row.remove();
        this.seen.delete(i);
      }
    }
    for (let i = from; i < end; i++) {
      if (!this.seen.has(i)) {
        const row = make("div", { class: "row", role: "option", "aria-posinset": i + 1, "aria-setsize": this.runs.length }, make("b", { "aria-hidden": "true" }), make("span"), make("small"));
        this.fill(row, i);
        this.seen.set(i, row);
        this.room.append(row);
      }
      const top = this.stretched ? this.element.scrollTop + this.top(i) : i * height;
      this.seen.get(i).style.transform = `translateY(${top}px)`;
    }
    const at = `c${this.current}`;
    if (this.room.querySelector(`#${CSS.escape(at)}`)) this.element.setAttribute("aria-activedescendant", at);
    else this.element.removeAttribute("aria-activedescendant");
    for (let k = Math.floor(from / block); k * block < end; k++) this.ask(k);
  }

  fill(row, i) {
    const n = this.runs.at(i);
    row.id = `c${n}`;
    row.dataset.n = n;
    row.setAttribute("aria-selected", n === this.current);
    const of = this.known.get(n);
    if (!of) return;
    const [sign, label, about] = row.children;
    sign.textContent = signs[of.verdict] ?? "";
    sign.className = of.verdict ? `v-${of.verdict}` : "";
    row.classList.toggle("done", Boolean(of.verdict));
    label.textContent = quoted(of.label);
    row.title = quoted(of.label);
    about.textContent = [of.of > 1 && `${of.place}/${of.of}`, of.class, of.document].filter(Boolean).join(" · ");
    row.setAttribute("aria-label", [of.verdict && `${of.verdict}:`, quoted(of.label), about.textContent].filter(Boolean).join(" "));
  }

  async ask(k) {
    if (this.asked.has(k)) return;
    this.asked.add(k);
    const { runs, asked } = this;
    const parts = [];
    for (let i = k * block; i < Math.min(runs.length, (k + 1) * block); ) {
      const n = runs.at(i);
      const [, end] = runs.runs[runs.last((r) => runs.before[r] <= i)];
      const count = Math.min(end - n, (k + 1) * block - i);
      parts.push(count > 1 ? `${n}-${n + count}` : `${n}`);
      i += count;
    }
    try {
      for (const row of await get(`/api/rows?n=${parts.join(",")}`)) if (runs === this.runs) this.put(row);
    } catch (error) {
      asked.delete(k);
      this.trouble(error);
    }
  }
}
