"use strict";
// What the page does beyond being read: filters, search, collapsing, keys, links into what is closed. It reads nothing but
// the page, and without it everything is shown.
(() => {
  const find = (id) => document.getElementById(id);
  const findings = [...document.querySelectorAll("article.finding")];
  const controls = find("controls");

  // ---------------------------------------------------------------- links into what is closed or filtered out
  const open = (node) => {
    for (let at = node; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  };
  const reveal = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; }
    const target = id && find(id);
    if (!target) return;
    open(target);
    const finding = target.closest("article.finding");
    if (finding && finding.hidden) {
      HTMLFormElement.prototype.reset.call(controls);
      filter();
    }
    target.scrollIntoView();
    if (target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  };

  // ---------------------------------------------------------------- filters
  const words = new Map();
  const textOf = (node) => {
    if (!words.has(node)) words.set(node, node.textContent.toLowerCase().replace(/\s+/g, " "));
    return words.get(node);
  };
  const chosen = (id) => (find(id) ? find(id).value : "");
  const filter = () => {
    const wanted = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const boxes = [...document.querySelectorAll("input[name=severity]")];
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const [story, measure, source] = ["story", "measure", "source"].map(chosen);
    let shown = 0;
    for (const finding of findings) {
      const data = finding.dataset;
      const fits = (!boxes.length || severities.has(data.severity))
        && (!story || data.story === story)
        && (!measure || data.measure === measure)
        && (!source || data.sources.split(" ").includes(source))
        && wanted.every((word) => textOf(finding).includes(word));
      if (finding.hidden === fits) finding.hidden = !fits;
      shown += fits;
    }
    find("shown").textContent = shown === findings.length
      ? `All ${findings.length} findings are shown.`
      : `${shown} of ${findings.length} findings are shown.`;
  };

  // ---------------------------------------------------------------- one finding after the other
  const step = (by) => {
    const seen = findings.filter((finding) => !finding.hidden);
    const here = seen.indexOf(document.activeElement && document.activeElement.closest("article.finding"));
    const ahead = seen.findIndex((finding) => finding.getBoundingClientRect().top > 1);
    const start = ahead < 0 ? seen.length : ahead;
    const next = here >= 0 ? here + by : by > 0 ? start : start - 1;
    const target = seen[Math.min(Math.max(next, 0), seen.length - 1)];
    if (!target) return;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  const bodies = [...document.querySelectorAll("details.evidence")];
  const name = () => {
    find("collapse").textContent = bodies.some((body) => body.open) ? "Collapse all" : "Expand all";
  };
  const collapse = () => {
    const close = bodies.some((body) => body.open);
    for (const body of bodies) body.open = !close;
    name();
  };

  if (controls) {
    controls.hidden = false;
    controls.addEventListener("submit", (event) => event.preventDefault());
    controls.addEventListener("input", (event) => { if (event.target.id !== "keys") filter(); });
    controls.addEventListener("reset", () => setTimeout(filter));
    find("collapse").addEventListener("click", collapse);
    for (const body of bodies) body.addEventListener("toggle", name);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const search = find("search");
      if (event.key === "Escape" && document.activeElement === search) {
        search.value = "";
        filter();
        return;
      }
      if (!find("keys").checked || event.target.closest("input, select, textarea")) return;
      if (event.key === "/") {
        event.preventDefault();
        search.focus();
      } else if (event.key === "j" || event.key === "k") {
        step(event.key === "j" ? 1 : -1);
      }
    });
    filter();
  }

  // ---------------------------------------------------------------- paper shows what is closed
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const body of closed) body.open = true;
  });
  addEventListener("afterprint", () => { for (const body of closed) body.open = false; });
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reveal(); // a second time, which changes no address
  });
  reveal();
})();
