package browsertest

import (
	"encoding/json"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Media sets what the page is shown on, "screen" or "print", and whether the reader wants it dark.
func (b *Tab) Media(media string, dark bool) {
	b.T.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		b.T.Fatal(err)
	}
}

// Contrast holds that the texts that are to be seen stand out, in the light or in the dark as the page now is; where names
// the state of the page.
func (b *Tab) Contrast(where string) {
	b.T.Helper()
	b.Nothing(where+": contrast", contrast)
}

// Accessible holds the page, as it now is, to what who cannot see it, or has no mouse, needs of every page: a
// language, a title and landmarks; headings in order; ids that are there once, and are there where something names
// them; a name for everything that can be used; heads for tables; names for drawings, or none of them told; and a focus
// that can be seen. Where names the state of the page.
func (b *Tab) Accessible(where string) {
	b.T.Helper()
	b.Nothing(where, accessible)
}

// Nothing holds that a script, which answers with a list of texts as JSON, finds nothing.
func (b *Tab) Nothing(what, script string) {
	b.T.Helper()
	var found []string
	if err := json.Unmarshal([]byte(Evaluate[string](b, script)), &found); err != nil {
		b.T.Fatal(err)
	}
	if len(found) > 0 {
		b.T.Errorf("%s: %s", what, strings.Join(found, "\n"))
	}
}

// contrast lists texts that stand out too little from what is behind them: less than WCAG 2.2 asks for at its level
// AA, which is 4.5 to 1, and 3 to 1 for large letters.
const contrast = `(() => {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }), known = new Map();
	const rgba = (color) => {
		if (!known.has(color)) {
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = color;
			canvas.fillRect(0, 0, 1, 1);
			known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
		}
		return known.get(color);
	};
	const light = (c) => c.slice(0, 3).map((x) => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4).reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = (e) => {
		for (; e; e = e.parentElement) {
			const color = rgba(getComputedStyle(e).backgroundColor);
			if (color[3] === 255) return color;
			if (color[3] > 0) return null; // not of our pages
		}
		return [255, 255, 255, 255];
	};
	const out = new Map();
	let texts = 0;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || e.closest("script, style, title, desc, noscript") || !e.checkVisibility()) continue;
		texts++;
		const style = getComputedStyle(e), back = behind(e);
		const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
		const color = e.closest("svg") ? style.fill : style.color;
		if (back && rgba(color)[3] === 255) {
			const [a, b] = [light(rgba(color)), light(back)].sort((x, y) => y - x);
			if ((a + 0.05) / (b + 0.05) >= (large ? 3 : 4.5)) continue;
			out.set(color + back, ((a + 0.05) / (b + 0.05)).toFixed(2) + " to 1: " + color + " on " + back.slice(0, 3) + ": " + e.tagName + "." + e.getAttribute("class") + ": " + e.textContent.slice(0, 30));
		} else out.set(color, color + " on " + back + " is not told: " + e.textContent.slice(0, 30));
	}
	return JSON.stringify(texts < 5 ? ["only " + texts + " texts"] : [...out.values()].slice(0, 8));
})()`

const accessible = `(() => {
	const out = [], all = (selector) => [...document.querySelectorAll(selector)];
	const is = (e) => "<" + e.tagName.toLowerCase() + (e.id && " id=" + e.id) + (e.getAttribute("class") ? " class=" + e.getAttribute("class") : "") + "> " + e.textContent.trim().slice(0, 30);
	const told = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[aria-hidden=true]");

	if (!/^[a-z]{2,3}(-|$)/.test(document.documentElement.lang)) out.push("no language");
	if (!document.title.trim()) out.push("no title");
	const ids = new Set();
	for (const e of all("[id]")) {
		if (!e.id || ids.has(e.id)) out.push("the id of two: " + is(e));
		ids.add(e.id);
	}
	for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "aria-owns"]) {
		for (const e of all("[" + name + "]")) for (const id of e.getAttribute(name).split(/\s+/)) if (!ids.has(id)) out.push(name + " names nothing: " + id + " of " + is(e));
	}

	// Landmarks: one main part, one header of the page, and names where there are several of a kind.
	if (all("main, [role=main]").length !== 1) out.push("not one main part");
	if (all("body > header, [role=banner]").filter(told).length !== 1) out.push("not one header");
	const inside = "main, header, nav, aside, footer, dialog, [role=alert], [role=status], noscript, a.skip";
	for (const e of document.body.children) if (told(e) && !e.matches(inside + ", script, style") && !e.querySelector("main") && e.textContent.trim()) out.push("outside of all landmarks: " + is(e));
	for (const kind of ["nav", "aside", "form"]) {
		const names = all(kind).filter(told).map(name);
		if (names.length > 1 && new Set(names).size < names.length) out.push("several " + kind + " of one name: " + names);
	}
	let last = 0;
	for (const e of all("h1, h2, h3, h4, h5, h6").filter(told)) {
		const level = Number(e.tagName[1]);
		if (level > last + 1) out.push("a level is skipped before " + is(e));
		if (!e.textContent.trim()) out.push("an empty heading: " + is(e));
		last = level;
	}
	if (all("h1").filter(told).length !== 1) out.push("not one first heading");

	// What something is called: by what names it, its label, or what is in it and not hidden.
	function words(e) {
		if (e.nodeType === Node.TEXT_NODE) return e.data;
		if (e.nodeType !== Node.ELEMENT_NODE || e.getAttribute("aria-hidden") === "true") return "";
		return e.getAttribute("aria-label") ?? e.getAttribute("alt") ?? [...e.childNodes].map(words).join("");
	}
	function name(e) {
		const by = e.getAttribute("aria-labelledby");
		const text = by ? by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
			: e.getAttribute("aria-label") ?? (e.labels?.length ? [...e.labels].map((l) => [...l.childNodes].filter((n) => n !== e).map(words).join("")).join(" ")
			: e.matches("input, select, textarea") ? "" : words(e).trim() || e.querySelector(":scope > title")?.textContent);
		return (text ?? "").trim() || (e.getAttribute("title") ?? "").trim();
	}
	const controls = all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button], [role=option], [role=listbox], [role=progressbar], dialog[open]").filter(told);
	for (const e of controls) if (!name(e)) out.push("no name: " + is(e));

	for (const e of all("table")) {
		if (!e.querySelector("th[scope], thead th")) out.push("a table without heads: " + is(e));
		else for (const cell of e.querySelectorAll("thead td, tbody th:not([scope])")) if (cell.textContent.trim()) out.push("a cell that heads nothing: " + is(cell));
	}
	for (const e of all("img")) if (!e.hasAttribute("alt")) out.push("an image without words: " + is(e));
	for (const e of all("svg")) if (!e.closest("[aria-hidden=true]") && !(e.getAttribute("role") === "img" && name(e))) out.push("a drawing without a name: " + is(e));

	// What has the focus looks otherwise than without it, or what belongs to it does. Of what is alike one is tried.
	const before = document.activeElement, seen = new Set();
	const look = (e) => [e, e.parentElement, e.nextElementSibling, ...(e.labels ?? []), ...e.children].filter(Boolean).map((x) => {
		const s = getComputedStyle(x);
		return [s.outlineStyle, s.outlineStyle === "none" ? "" : s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine, s.fill, s.stroke].join();
	}).join(";");
	const [x, y] = [scrollX, scrollY];
	for (const e of controls) {
		const kind = [e.tagName, e.getAttribute("class"), e.type, e.parentElement.tagName, e.parentElement.getAttribute("class"), e.parentElement.id].join();
		if (e.disabled || e.tabIndex < 0 || seen.has(kind) || e.matches("dialog")) continue;
		document.activeElement.blur();
		const without = look(e);
		e.focus({ focusVisible: true, preventScroll: true });
		if (document.activeElement !== e) continue; // behind a dialog
		seen.add(kind);
		if (look(e) === without) out.push("the focus is not to be seen: " + is(e));
	}
	document.activeElement.blur();
	before?.focus({ preventScroll: true });
	scrollTo(x, y);
	if (!seen.size) out.push("nothing can have the focus");
	return JSON.stringify(out.slice(0, 12));
})()`
