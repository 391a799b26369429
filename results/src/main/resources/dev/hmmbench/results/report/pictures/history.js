// The ratio of a row over runs, with the points at which its level changed.
hmmbench.register("history", (pic, data) => {
  const kit = hmmbench;
  kit.panels(pic, data.panels, 190, 300, (g, panel, width, height) => {
    const left = 44;
    const top = 26;
    const bottom = height - 42;
    const ends = panel.points.flatMap(p => [p.low, p.high]);
    const low = d3.min(ends) * 0.99;
    const high = d3.max(ends) * 1.01;
    const y = d3.scaleLog([low, high], [bottom, top]);
    const x = d3.scaleLinear([0, Math.max(1, panel.points.length - 1)], [left + 8, width - 12]);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
      .text(kit.fit(panel.title, width));
    const ticks = kit.logTicks(y, 22);
    kit.yAxis(g, y, ticks.length > 1 ? ticks : d3.ticks(low, high, 4), kit.tickText, left,
      width - 6);
    const axis = g.append("g").attr("class", "axis");
    axis.append("text").attr("x", left).attr("y", bottom + 15).text(panel.points[0].run);
    axis.append("text").attr("x", width - 6).attr("y", bottom + 15).attr("text-anchor", "end")
      .text(panel.points[panel.points.length - 1].run);
    axis.append("text").attr("x", left).attr("y", bottom + 31).text("runs, oldest first · ratio");
    panel.changes.forEach(change => {
      const mark = g.append("g").datum(change);
      mark.append("line").attr("x1", x(change.index - 0.5)).attr("x2", x(change.index - 0.5))
        .attr("y1", top).attr("y2", bottom).style("stroke", "var(--slower)")
        .attr("stroke-dasharray", "4 3").attr("stroke-width", 1.5);
      mark.append("text").attr("x", x(change.index - 0.5) + 4).attr("y", top + 10)
        .style("fill", "var(--slower)").text("change");
      kit.explain(mark, c => `${panel.title}\n${c.text}`);
    });
    g.append("path").attr("fill", "none").style("stroke", "var(--devprivate)")
      .attr("d", d3.line((p, i) => x(i), p => y(p.ratio))(panel.points));
    const marks = g.selectAll(null).data(panel.points).join("g");
    marks.append("line").attr("x1", (p, i) => x(i)).attr("x2", (p, i) => x(i))
      .attr("y1", p => y(p.low)).attr("y2", p => y(p.high)).style("stroke", "var(--devprivate)");
    marks.append("path").attr("d", kit.symbol(d3.symbolDiamond, 44))
      .attr("transform", (p, i) => `translate(${x(i)},${y(p.ratio)})`)
      .style("fill", "var(--devprivate)").style("stroke", "var(--bg)");
    kit.explain(marks, p => `${panel.title}\n${p.run}\nratio ${kit.ratio(p.ratio)} `
      + `${kit.interval(p.low, p.high)}, ${p.rounds} rounds`);
  });
});
