"use strict";
// What all drawing modules share: registration, sizes, scales, axes, marks and tooltips.
// A module is a function (picture, data) that draws into picture.svg(height) at picture.width.
const hmmbench = (() => {
  const modules = {};
  const NARROW = 620;
  // On paper letters of a picture are as large as those of the text around it.
  const PAPER = 720;
  const VERDICT_SIGNS = {
    slower: "▲", faster: "▼", equivalent: "=", inconclusive: "?", "not comparable": "–"
  };

  const fixed = (value, digits) => value.toLocaleString("en-US",
    { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const decimals = r => r < 0.1 ? 4 : r < 1.1 ? 3 : r < 10 ? 2 : r < 100 ? 1 : 0;
  const capped = (r, digits) => r > 1e4 ? ">10,000" : r < 1e-4 ? "<0.0001" : fixed(r, digits);
  const ratio = r => capped(r, decimals(r));
  const interval = (low, high) => {
    const isNarrow = high < 100 && low >= 0.1;
    const digits = Math.max(decimals(low), decimals(high));
    return `[${capped(low, isNarrow ? digits : decimals(low))}, `
      + `${capped(high, isNarrow ? digits : decimals(high))}]`;
  };
  const value = v => v === 0 ? "0" : Math.abs(v) >= 1000 ? fixed(v, 0)
    : v.toLocaleString("en-US", { maximumSignificantDigits: 3 });
  const percent = share => share > 100 ? ">10,000 %" : fixed(100 * share, share < 0.1 ? 1 : 0) + " %";
  // A unit in which values of that size read well: 3,100,000 ns/op as 3.1 ms/op.
  const scaled = (unit, typical) => {
    const lists = unit.startsWith("ns") ? ["ns", "us", "ms", "s"]
      : unit === "ops/s" ? ["", "k", "M", "G"] : null;
    if (!lists || !(typical > 0)) return { unit, text: value };
    const power = Math.max(0, Math.min(3, Math.floor(Math.log10(typical) / 3)));
    const rest = unit === "ops/s" ? unit : unit.slice(2);
    return { unit: lists[power] + rest, text: v => value(v / 1000 ** power) };
  };
  const bytes = size => {
    const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    let unit = 0;
    while (size >= 1024 && unit < units.length - 1) { size /= 1024; unit++; }
    return (Number.isInteger(size) ? size : fixed(size, 2)) + " " + units[unit];
  };

  const design = name => {
    const base = String(name).split(/[@#]/)[0];
    if (String(name).includes("#")) return "var(--muted)";
    if (base === "legacy") return "var(--legacy)";
    if (base === "devprivate") return "var(--devprivate)";
    const others = ["var(--third)", "var(--fourth)", "var(--fifth)", "var(--sixth)"];
    let hash = 0;
    for (const letter of base) hash = (hash * 31 + letter.charCodeAt(0)) % 997;
    return base.endsWith("+hoisted") ? others[0] : base.endsWith("+rcu") ? others[1]
      : base.endsWith("+indexed") ? others[2] : others[hash % others.length];
  };
  // One shape per design, so that no reader needs the colour.
  const shape = name => {
    const base = String(name).split(/[@#]/)[0];
    return base === "legacy" ? d3.symbolCircle : base === "devprivate" ? d3.symbolDiamond
      : base.endsWith("+hoisted") ? d3.symbolTriangle
      : base.endsWith("+indexed") ? d3.symbolStar : d3.symbolSquare;
  };
  const symbol = (type, size) => d3.symbol(type, size || 60)();

  // Ticks of a logarithmic axis of ratios: 1 first, then the roundest that keep their distance.
  const logTicks = (scale, distance) => {
    const [low, high] = scale.domain();
    const nice = [1];
    for (const step of [1, 2, 5, 1.5, 3, 1.2, 7]) {
      for (let power = -6; power <= 9; power++) nice.push(step * 10 ** power);
    }
    for (const near of [0.1, 0.2, 0.05, 0.3, 0.02, 0.15, 0.01, 0.03, 0.005]) {
      nice.push(1 + near, 1 - near);
    }
    const chosen = [];
    for (const t of nice) {
      if (t >= low && t <= high && chosen.every(c => Math.abs(scale(c) - scale(t)) >= distance)) {
        chosen.push(t);
      }
    }
    return chosen.sort((x, y) => x - y);
  };
  const tickText = t => t >= 1000 ? fixed(t, 0) : String(+t.toPrecision(3));

  const tip = () => {
    let box = document.getElementById("tip");
    if (!box) {
      box = document.createElement("div");
      box.id = "tip";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    return box;
  };
  const show = (event, text) => {
    const box = tip();
    box.textContent = text;
    box.style.display = "block";
    const at = event.currentTarget.getBoundingClientRect();
    const x = event.clientX || at.left + at.width / 2;
    const y = event.clientY || at.top;
    const size = box.getBoundingClientRect();
    box.style.left = Math.max(4, Math.min(x + 12, innerWidth - size.width - 4)) + "px";
    box.style.top = (y + 16 + size.height > innerHeight ? y - size.height - 10 : y + 16) + "px";
  };
  // Gives each element of a selection its text: for the pointer, the keyboard and a screen reader.
  const explain = (selection, text) => selection
    .attr("class", function () { return ((this.getAttribute("class") || "") + " mark").trim(); })
    .each(function (d) { d3.select(this).append("title").text(text(d)); })
    .on("pointerenter pointermove", (event, d) => {
      event.currentTarget.querySelectorAll("title").forEach(t => t.remove());
      show(event, text(d));
    })
    .on("pointerleave", () => { tip().style.display = "none"; })
    .on("focusin", (event, d) => show(event, text(d)))
    .on("focusout", () => { tip().style.display = "none"; });

  const picture = (host, asked) => {
    const width = Math.max(280, Math.floor(asked || host.clientWidth));
    return {
      host, width, isNarrow: width < NARROW,
      // Begins a picture, or a further part of it, which has a label of its own.
      svg(height, label) {
        const id = host.dataset.picture;
        const svg = d3.select(host).append("svg")
          .attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group");
        if (label) return svg.attr("aria-label", label);
        svg.attr("aria-labelledby", id + "-t " + id + "-d");
        svg.append("title").attr("id", id + "-t").text(host.dataset.title);
        svg.append("desc").attr("id", id + "-d")
          .text(host.dataset.caption + " The tables of this section hold the same numbers.");
        return svg;
      }
    };
  };

  // A bottom axis with light grid lines over the height of the plot.
  const xAxis = (g, scale, ticks, text, top, bottom, label) => {
    const axis = g.append("g").attr("class", "axis");
    for (const t of ticks) {
      axis.append("line").attr("x1", scale(t)).attr("x2", scale(t))
        .attr("y1", top).attr("y2", bottom);
      const half = text(t).length * 3.2;
      axis.append("text").attr("x", Math.max(half, scale(t))).attr("y", bottom + 14)
        .attr("text-anchor", "middle").text(text(t));
    }
    if (label) {
      const range = scale.range();
      axis.append("text").attr("x", (range[0] + range[range.length - 1]) / 2)
        .attr("y", bottom + 30).attr("text-anchor", "middle").text(label);
    }
    return axis;
  };
  const yAxis = (g, scale, ticks, text, left, right) => {
    const axis = g.append("g").attr("class", "axis");
    for (const t of ticks) {
      axis.append("line").attr("x1", left).attr("x2", right)
        .attr("y1", scale(t)).attr("y2", scale(t));
      axis.append("text").attr("x", left - 6).attr("y", scale(t)).attr("dy", ".35em")
        .attr("text-anchor", "end").text(text(t));
    }
    return axis;
  };
  // Moves labels apart: items with y, in place, keeping their order.
  const spread = (items, gap, low, high) => {
    items.sort((a, b) => a.y - b.y);
    for (let i = 1; i < items.length; i++) {
      items[i].y = Math.max(items[i].y, items[i - 1].y + gap);
    }
    let bound = high;
    for (let i = items.length - 1; i >= 0; i--) {
      items[i].y = Math.min(items[i].y, bound);
      bound = items[i].y - gap;
    }
    return items;
  };
  // Shortens a label to the room that it has, at about 6.7 pixels a letter.
  const fit = (text, room) => {
    const letters = Math.floor(room / 6.7);
    return text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)) + "…";
  };

  // Breaks a text at its spaces into lines that fit into the room.
  const wrap = (text, room) => {
    const letters = Math.floor(room / 6.7);
    const lines = [""];
    for (const word of text.split(" ")) {
      const line = lines[lines.length - 1];
      if (line && line.length + 1 + word.length > letters) lines.push(word);
      else lines[lines.length - 1] = line ? line + " " + word : word;
    }
    return lines;
  };

  // The panels of small multiples: calls draw(g, panel, width, height, isFirstInRow).
  const panels = (pic, list, height, least, draw) => {
    const gap = 28;
    const columns = Math.max(1, Math.min(list.length, Math.floor((pic.width + gap) / (least + gap))));
    const width = Math.min(640, (pic.width - gap * (columns - 1)) / columns);
    const svg = pic.svg(Math.ceil(list.length / columns) * height);
    list.forEach((panel, i) => draw(svg.append("g").attr("transform",
      `translate(${(i % columns) * (width + gap)},${Math.floor(i / columns) * height})`),
    panel, width, height));
    return svg;
  };

  const draw = (host, data, width) => {
    host.replaceChildren();
    modules[host.dataset.module](picture(host, width), data[host.dataset.picture]);
    host.dataset.width = host.clientWidth;
  };
  const drawAll = () => {
    const data = JSON.parse(document.getElementById("report-data").textContent);
    const observer = new ResizeObserver(entries => entries.forEach(entry => {
      const host = entry.target;
      if (host.clientWidth > 0 && String(host.clientWidth) !== host.dataset.width) {
        draw(host, data);
      }
    }));
    document.querySelectorAll(".picture").forEach(host => observer.observe(host));
    const open = () => {
      const target = location.hash && document.getElementById(location.hash.slice(1));
      const box = target && target.closest("details");
      if (box) { box.open = true; target.scrollIntoView(); }
    };
    addEventListener("hashchange", open);
    const redraw = width => document.querySelectorAll(".picture").forEach(host => {
      if (host.clientWidth > 0) draw(host, data, width);
    });
    addEventListener("beforeprint", () => { tip().style.display = "none"; redraw(PAPER); });
    addEventListener("afterprint", () => redraw());
    open();
  };

  return {
    register: (name, module) => { modules[name] = module; },
    drawAll, ratio, interval, value, scaled, percent, bytes, fixed, design, shape, symbol, logTicks, tickText,
    explain, xAxis, yAxis, spread, fit, wrap, panels, VERDICT_SIGNS
  };
})();
