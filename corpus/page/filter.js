(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) return;
  var rows = [].slice.call(document.querySelectorAll("#list tbody tr"));
  var count = document.getElementById("count");
  var fold = function (s) { return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
  var texts = rows.map(function (r) { return fold(r.textContent); });
  var field = function (name) { return form.elements[name].value.trim(); };
  var apply = function () {
    var words = fold(field("words")).split(/\s+/).filter(Boolean), root = field("root"), from = field("from"), until = field("until"), left = 0;
    rows.forEach(function (r, i) {
      var begin = r.getAttribute("data-from") || "", end = r.getAttribute("data-until") || "";
      var on = words.every(function (w) { return texts[i].indexOf(w) >= 0; }) && (!root || r.getAttribute("data-root") === root) &&
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
