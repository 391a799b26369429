// Ratios with their intervals on a logarithmic axis, one line per row.
hmmbench.register("forest", (pic, data) => {
  const kit = hmmbench;
  const rows = data.rows;
  const narrow = pic.isNarrow;
  const rowHeight = narrow ? 44 : 26;
  const headHeight = 24;
  const left = narrow ? 4 : Math.min(430, Math.max(200, pic.width * 0.36));
  const figure = row => `${kit.ratio(row.ratio)} ${kit.interval(row.low, row.high)}`;
  const figureWidth = 6.9 * d3.max(rows, row => figure(row).length);
  const right = narrow ? 4 : Math.ceil(figureWidth) + 138;
  const top = 22;

  let y = top;
  const places = [];
  let group = null;
  for (const row of rows) {
    if (data.isGrouped && row.group !== group) {
      group = row.group;
      places.push({ head: group, y });
      y += headHeight;
    }
    places.push({ row, y });
    y += rowHeight;
  }
  const bottom = y;
  const svg = pic.svg(bottom + 42);

  // An interval of a few noisy rounds may span many decades: its line then ends in an arrow.
  const centres = rows.flatMap(row => [row.ratio, row.kernel && row.kernel.ratio,
    1 + row.margin, 1 / (1 + row.margin)].concat(row.strip || [])).filter(v => v > 0);
  const farthest = [d3.min(centres) / 4, d3.max(centres) * 4];
  const ends = centres.concat(rows.flatMap(row => [Math.max(row.low, farthest[0]),
    Math.min(row.high, farthest[1])]));
  const low = Math.min(0.97, d3.min(ends)) * 0.98;
  const high = Math.max(1.03, d3.max(ends)) * 1.02;
  const x = d3.scaleLog([low, high], [left + 10, pic.width - right - 14]);
  const ticks = kit.logTicks(x, 40);

  for (const { row, y: at } of places) {
    if (row) {
      svg.append("rect").attr("class", "band").attr("y", at + 1).attr("height", rowHeight - 2)
        .attr("x", x(1 / (1 + row.margin)))
        .attr("width", x(1 + row.margin) - x(1 / (1 + row.margin)));
    }
  }
  kit.xAxis(svg, x, ticks, kit.tickText, top, bottom, data.axis);
  svg.append("line").attr("class", "one").attr("x1", x(1)).attr("x2", x(1))
    .attr("y1", top - 4).attr("y2", bottom);
  if (x(1) > 84) {
    svg.append("text").attr("class", "muted").attr("x", x(1) - 8).attr("y", 12)
      .attr("text-anchor", "end").text("◀ " + data.lessText);
  }
  if (pic.width - x(1) > 90) {
    svg.append("text").attr("class", "muted").attr("x", x(1) + 8).attr("y", 12)
      .text(data.moreText + " ▶");
  }

  const colour = row => row.isControl ? "var(--muted)" : row.verdict === "slower"
    ? "var(--slower)" : row.verdict === "faster" ? "var(--faster)" : "var(--fg)";
  const type = row => !row.verdict ? d3.symbolCircle : row.verdict === "equivalent" ? d3.symbolSquare
    : row.verdict === "inconclusive" || row.isControl ? d3.symbolCircle : d3.symbolDiamond;
  const words = row => [row.label, row.pair,
    `ratio ${kit.ratio(row.ratio)} ${kit.interval(row.low, row.high)}, `
      + `${row.confidence} interval, ${row.rounds} rounds`,
    row.verdict ? `verdict: ${row.verdict}${row.reason ? " (" + row.reason + ")" : ""}`
      : "part of the row above, not judged",
    `smallest change these rounds can find: ${kit.percent(row.mde)}; `
      + `margin: ${kit.percent(row.margin)}`,
    row.isQuarantined ? "in quarantine" : "",
    row.kernel ? `recorded kernel: ${kit.ratio(row.kernel.ratio)} in instructions, not time `
      + `(${row.kernel.label})` : ""].filter(Boolean).join("\n");

  const isRepeated = row => {
    const above = rows.slice(0, rows.indexOf(row)).reverse().find(other => other.verdict);
    return row.verdict && above && above.label === row.label && row.design;
  };
  for (const { row, head, y: at } of places) {
    if (head) {
      svg.append("text").attr("class", "bold").attr("x", 0).attr("y", at + 17).text(head);
      continue;
    }
    const line = svg.append("a").attr("href", row.href).datum(row);
    const middle = at + (narrow ? 29 : rowHeight / 2);
    line.append("rect").attr("x", 0).attr("y", at).attr("width", pic.width)
      .attr("height", rowHeight).attr("fill", "transparent");
    line.append("text").attr("x", narrow ? 0 : left - 8).attr("y", narrow ? at + 13 : middle)
      .attr("dy", narrow ? 0 : ".35em").attr("text-anchor", narrow ? "start" : "end")
      .attr("class", isRepeated(row) || !row.verdict ? "muted halo" : "halo")
      .text(kit.fit(isRepeated(row) ? "… " + row.design
        : row.label + (row.design && row.verdict ? " · " + row.design : ""), narrow ? pic.width - 64 : left - 8));
    (row.strip || []).forEach(r => line.append("circle").attr("cx", x(r)).attr("cy", middle)
      .attr("r", 2.2).style("fill", "var(--muted)").attr("opacity", 0.55));
    for (const [edge, turn] of [[row.low, -90], [row.high, 90]]) {
      if (edge < low || edge > high) {
        line.append("path").attr("d", kit.symbol(d3.symbolTriangle, 30))
          .attr("transform", `translate(${x(edge < low ? low : high)},${middle})rotate(${turn})`)
          .style("fill", colour(row));
      }
    }
    line.append("line").attr("x1", x(Math.max(low, row.low))).attr("x2", x(Math.min(high, row.high)))
      .attr("y1", middle).attr("y2", middle).style("stroke", colour(row)).attr("stroke-width", 2);
    for (const edge of [1 + row.mde, 1 / (1 + row.mde)]) {
      if (edge > low && edge < high) {
        line.append("line").attr("x1", x(edge)).attr("x2", x(edge)).attr("y1", middle + 4)
          .attr("y2", middle + 9).style("stroke", "var(--muted)").attr("stroke-width", 1.2);
      }
    }
    if (row.kernel) {
      line.append("path").attr("d", kit.symbol(d3.symbolTimes, 30))
        .attr("transform", `translate(${x(row.kernel.ratio)},${middle})`)
        .style("stroke", "var(--kernel)").attr("stroke-width", 1.6).attr("fill", "none");
    }
    const isHollow = row.isQuarantined || row.verdict === "inconclusive" || row.isControl;
    line.append("path").attr("d", kit.symbol(type(row), row.verdict ? 64 : 28))
      .attr("transform", `translate(${x(row.ratio)},${middle})`)
      .style("fill", isHollow ? "var(--bg)" : colour(row)).style("stroke", colour(row))
      .attr("stroke-width", 1.6);
    if (narrow) {
      line.append("text").attr("x", pic.width).attr("y", at + 13).attr("text-anchor", "end")
        .text(`${kit.ratio(row.ratio)} ${kit.VERDICT_SIGNS[row.verdict] || ""}`);
    } else {
      line.append("text").attr("x", pic.width - right + 14 + figureWidth).attr("y", middle)
        .attr("dy", ".35em").attr("text-anchor", "end").text(figure(row));
      line.append("text").attr("x", pic.width - right + 26 + figureWidth).attr("y", middle).attr("dy", ".35em")
        .attr("class", row.isHighlighted ? "bold" : "").style("fill", colour(row))
        .text(`${kit.VERDICT_SIGNS[row.verdict] || ""} ${row.isQuarantined ? "quarantined"
          : row.verdict}`);
    }
    kit.explain(line, words);
  }
});
