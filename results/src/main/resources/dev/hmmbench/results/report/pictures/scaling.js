// Ratio against a parameter, small multiples with one shared axis of ratios.
hmmbench.register("scaling", (pic, data) => {
  const kit = hmmbench;
  const centres = data.panels.flatMap(panel => panel.series.flatMap(s => s.points)
    .map(p => p.ratio).concat((panel.kernel || []).map(p => p.ratio)));
  const farthest = [d3.min(centres) / 4, d3.max(centres) * 4];
  const all = centres.concat(data.panels.flatMap(panel => panel.series.flatMap(s => s.points))
    .flatMap(p => [Math.max(p.low, farthest[0]), Math.min(p.high, farthest[1])]));
  const low = Math.min(0.95, d3.min(all)) * 0.97;
  const high = Math.max(1.05, d3.max(all)) * 1.03;
  const text = v => data.isBytes ? kit.bytes(v) : kit.fixed(v, 0);

  kit.panels(pic, data.panels, 230, 300, (g, panel, width, height) => {
    const left = 40;
    const right = Math.min(132, Math.max(...panel.series.map(s => s.design.length), 8) * 6.9 + 12);
    const bottom = height - 48;
    const top = 26;
    const values = [...new Set(panel.series.flatMap(s => s.points.map(p => p.x))
      .concat((panel.kernel || []).map(p => p.x)))].sort((a, b) => a - b);
    const x = d3.scalePoint(values, [left, width - right]).padding(0.25);
    const y = d3.scaleLog([low, high], [bottom, top]).clamp(true);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
      .text(kit.fit(panel.title, width));
    g.append("rect").attr("class", "band").attr("x", left).attr("width", width - right - left)
      .attr("y", y(1 + panel.margin)).attr("height", y(1 / (1 + panel.margin)) - y(1 + panel.margin));
    kit.yAxis(g, y, kit.logTicks(y, 22), kit.tickText, left, width - right);
    g.append("line").attr("class", "one").attr("x1", left).attr("x2", width - right)
      .attr("y1", y(1)).attr("y2", y(1));
    const every = Math.ceil(values.length / Math.max(2, Math.floor((width - left - right) / 52)));
    const axis = g.append("g").attr("class", "axis");
    values.forEach((v, i) => {
      if (i % every === 0) {
        axis.append("text").attr("x", x(v)).attr("y", bottom + 15).attr("text-anchor", "middle")
          .text(text(v));
      }
    });
    axis.append("text").attr("x", (left + width - right) / 2).attr("y", bottom + 32)
      .attr("text-anchor", "middle").text(data.xLabel);

    const labels = [];
    const kernel = panel.kernel || [];
    if (kernel.length) {
      g.append("path").attr("fill", "none").style("stroke", "var(--kernel)")
        .attr("stroke-dasharray", "2 4").attr("stroke-width", 1.4)
        .attr("d", d3.line(p => x(p.x), p => y(p.ratio))(kernel));
      const marks = g.selectAll(null).data(kernel).join("path")
        .attr("d", kit.symbol(d3.symbolTimes, 34)).attr("fill", "none")
        .attr("transform", p => `translate(${x(p.x)},${y(p.ratio)})`)
        .style("stroke", "var(--kernel)").attr("stroke-width", 1.6);
      kit.explain(marks, p => `recorded kernel, ${data.xLabel} ${text(p.x)}\n`
        + `ratio ${kit.ratio(p.ratio)} in instructions, not time\n${p.label}`);
      const last = kernel[kernel.length - 1];
      labels.push({ x: x(last.x), y: y(last.ratio), text: "× kernel",
        colour: "var(--muted)" });
    }
    panel.series.forEach((series, i) => {
      const colour = kit.design(series.design);
      g.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 2)
        .attr("stroke-dasharray", i ? "6 3" : "none")
        .attr("d", d3.line(p => x(p.x), p => y(p.ratio))(series.points));
      g.selectAll(null).data(series.points).join("line").style("stroke", colour)
        .attr("x1", p => x(p.x)).attr("x2", p => x(p.x))
        .attr("y1", p => y(p.low)).attr("y2", p => y(p.high));
      const marks = g.selectAll(null).data(series.points).join("path")
        .attr("d", kit.symbol(kit.shape(series.design), 52)).style("fill", colour)
        .style("stroke", "var(--bg)")
        .attr("transform", p => `translate(${x(p.x)},${y(p.ratio)})`);
      kit.explain(marks, p => `${panel.title}, ${series.design}\n${data.xLabel} ${text(p.x)}\n`
        + `ratio ${kit.ratio(p.ratio)} ${kit.interval(p.low, p.high)}, `
        + `${p.rounds} rounds\n${p.verdict || "part of a row, not judged"}`);
      const last = series.points[series.points.length - 1];
      labels.push({ x: x(last.x), y: y(last.ratio), text: series.design, colour, i });
    });
    kit.spread(labels, 13, top, bottom).forEach(label => g.append("text")
      .attr("x", width - right + 6).attr("y", label.y).attr("dy", ".35em")
      .style("fill", label.colour).attr("class", "halo").text(kit.fit(label.text, right)));
  });
});
