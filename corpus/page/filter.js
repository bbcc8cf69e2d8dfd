(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) return;
  var rows = [].slice.call(document.querySelectorAll("#list tbody tr"));
  var count = document.getElementById("count");
  // replacer does what pairs of letters say; of those that fit at a place, the first.
  var replacer = function (name) {
    var list = (form.getAttribute("data-" + name) || "").split(" "), to = {}, from = [];
    for (var i = 0; i + 1 < list.length; i += 2) { from.push(list[i]); to[list[i]] = list[i + 1]; }
    var all = from.length ? new RegExp(from.map(function (x) { return x.replace(/[^a-z\u0080-\uffff]/g, "\\$&"); }).join("|"), "g") : null;
    return function (s) { return all ? s.replace(all, function (x) { return to[x]; }) : s; };
  };
  var marked = replacer("marked"), letters = replacer("letters"), collapse = replacer("collapse"), known = {};
  // plain has no accents; fold makes romanisations alike as well, and has a blank before each word.
  var plain = function (s) { return letters(s.normalize("NFC").toLowerCase()).normalize("NFD").replace(/\p{Mn}/gu, ""); };
  var foldWord = function (word) {
    if (known[" " + word] !== undefined) return known[" " + word];
    var s = plain(marked(word)).normalize("NFC");
    for (var i = 0, last = ""; i < 8 && s !== last; i++) { last = s; s = collapse(s).replace(/(\p{L})\1+/gu, "$1"); }
    return known[" " + word] = s;
  };
  var fold = function (s) {
    return s.normalize("NFC").toLowerCase().replace(/['’‘ʼʻ`´ʹʺʿʾ′ˈ]/g, "").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean).map(function (w) { return " " + foldWord(w); }).join("");
  };
  var texts = rows.map(function (r) { return plain(r.textContent) + "\n" + fold(r.textContent); });
  var field = function (name) { return form.elements[name].value.trim(); };
  var apply = function () {
    var words = field("words").split(/\s+/).filter(Boolean).map(function (w) { var f = fold(w); return [plain(w), f.length > 3 ? f : "\n\n"]; }), root = field("root"), from = field("from"), until = field("until"), left = 0;
    rows.forEach(function (r, i) {
      var begin = r.getAttribute("data-from") || "", end = r.getAttribute("data-until") || "";
      var on = words.every(function (w) { return texts[i].indexOf(w[0]) >= 0 || texts[i].indexOf(w[1]) >= 0; }) && (!root || r.getAttribute("data-root") === root) &&
        (!from || end && end >= from) && (!until || begin && begin <= until);
      r.hidden = !on;
      if (on) left++;
    });
    count.textContent = left + " of " + rows.length + " shown";
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply); });
  var pick = function (target) {
    var at = target.closest && target.closest("[data-pick]");
    if (!at) return false;
    form.elements.words.value = at.getAttribute("data-pick");
    apply();
    document.getElementById("list").scrollIntoView();
    return true;
  };
  document.addEventListener("click", function (e) { if (pick(e.target)) e.preventDefault(); });
  apply();
})();
