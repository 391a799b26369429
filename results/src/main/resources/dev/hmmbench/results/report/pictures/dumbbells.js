// Both designs' values in each round, in the order of time.
hmmbench.register("dumbbells", (pic, data) => {
  const kit = hmmbench;
  kit.panels(pic, data.panels, 196, 300, (g, panel, width, height) => {
    const left = 58;
    const bottom = height - 46;
    const top = 26;
    const values = panel.rounds.flatMap(r => [r.reference, r.candidate]);
    const scale = kit.scaled(panel.unit, d3.median(values));
    const y = d3.scaleLog([d3.min(values) * 0.985, d3.max(values) * 1.015], [bottom, top]);
    const last = d3.max(panel.rounds, r => r.round);
    const x = d3.scaleLinear([0.5, last + 0.5], [left, width - 6]);
    const colour = name => panel.isControl ? "var(--muted)" : kit.design(name);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
      .text(kit.fit(panel.title, width));
    const span = y.domain()[1] / y.domain()[0];
    const ticks = span > 4 ? y.ticks(4).filter(t => /^[125]/.test(t.toExponential()))
      : d3.ticks(y.domain()[0], y.domain()[1], 4);
    kit.yAxis(g, y, ticks, scale.text, left, width - 6);
    const axis = g.append("g").attr("class", "axis");
    d3.ticks(1, last, Math.min(last, Math.floor(width / 45))).filter(Number.isInteger)
      .forEach(t => axis.append("text").attr("x", x(t)).attr("y", bottom + 15)
        .attr("text-anchor", "middle").text(t));
    axis.append("text").attr("x", left).attr("y", bottom + 31).text(`round · ${scale.unit}`);
    panel.rounds.forEach(round => {
      const pair = g.append("g").datum(round).attr("opacity", round.isUsed ? 1 : 0.35);
      pair.append("rect").attr("x", x(round.round) - 8).attr("y", top).attr("width", 16)
        .attr("height", bottom - top).attr("fill", "transparent");
      pair.append("line").attr("x1", x(round.round)).attr("x2", x(round.round))
        .attr("y1", y(round.reference)).attr("y2", y(round.candidate))
        .style("stroke", "var(--muted)").attr("stroke-dasharray", round.isUsed ? "none" : "2 2");
      for (const [name, v, isHollow] of [[panel.reference, round.reference, false],
        [panel.candidate, round.candidate, panel.isControl]]) {
        pair.append("path").attr("d", kit.symbol(kit.shape(name), 40))
          .attr("transform", `translate(${x(round.round)},${y(v)})`)
          .style("fill", isHollow ? "var(--bg)" : colour(name)).style("stroke", colour(name));
      }
      kit.explain(pair, r => `${panel.title}\nround ${r.round}${r.excluded
        ? ", left out: " + r.excluded : ""}\n${panel.reference} ${scale.text(r.reference)} `
        + `${scale.unit}\n${panel.candidate} ${scale.text(r.candidate)} ${scale.unit}\n`
        + `ratio in cost ${kit.ratio(r.ratio)}`);
    });
    const key = g.append("text").attr("x", width - 6).attr("y", bottom + 31)
      .attr("text-anchor", "end");
    const sign = name => new Map([[d3.symbolCircle, "●"], [d3.symbolDiamond, "◆"],
      [d3.symbolTriangle, "▲"]]).get(kit.shape(name)) || "■";
    key.append("tspan").style("fill", colour(panel.reference))
      .text(`${sign(panel.reference)} ${panel.reference}  `);
    key.append("tspan").style("fill", colour(panel.candidate))
      .text(`${panel.isControl ? "○" : sign(panel.candidate)} ${panel.candidate}`);
  });
});
