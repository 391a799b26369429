// Cost against a parameter, both axes logarithmic, with the fitted power law of each design.
hmmbench.register("curves", (pic, data) => {
  const kit = hmmbench;
  const text = v => data.isBytes ? kit.bytes(v) : kit.fixed(v, 0);

  kit.panels(pic, data.panels, 240, 300, (g, panel, width, height) => {
    const left = 52;
    const right = 12;
    const top = 26 + 15 * panel.series.length;
    const bottom = height - 48;
    const points = panel.series.flatMap(s => s.points);
    const typical = d3.median(points, p => p.cost);
    const scaled = kit.scaled(panel.unit, typical);
    const x = d3.scaleLog(d3.extent(points, p => p.x), [left + 8, width - right - 8]);
    const y = d3.scaleLog([d3.min(points, p => Math.min(p.cost, p.fitted)) / 1.3,
      d3.max(points, p => Math.max(p.cost, p.fitted)) * 1.3], [bottom, top]);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
      .text(kit.fit(`${panel.title}, ${scaled.unit}`, width));
    kit.yAxis(g, y, kit.logTicks(y, 26), scaled.text, left, width - right);
    const values = [...new Set(points.map(p => p.x))].sort((a, b) => a - b);
    const axis = g.append("g").attr("class", "axis");
    let free = -Infinity;
    values.forEach(v => {
      const half = text(v).length * 3.2;
      if (x(v) - half > free) {
        axis.append("text").attr("x", x(v)).attr("y", bottom + 15).attr("text-anchor", "middle")
          .text(text(v));
        free = x(v) + half + 6;
      }
    });
    axis.append("text").attr("x", (left + width - right) / 2).attr("y", bottom + 32)
      .attr("text-anchor", "middle").text(data.xLabel);
    panel.series.forEach((series, i) => {
      const colour = kit.design(series.design);
      g.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 1.6)
        .attr("stroke-dasharray", i ? "6 3" : "none")
        .attr("d", d3.line(p => x(p.x), p => y(p.fitted))(series.points));
      const marks = g.selectAll(null).data(series.points).join("path")
        .attr("d", kit.symbol(kit.shape(series.design), 48)).style("fill", colour)
        .style("stroke", "var(--bg)")
        .attr("transform", p => `translate(${x(p.x)},${y(p.cost)})`);
      kit.explain(marks, p => `${panel.title}, ${series.design}\n${data.xLabel} ${text(p.x)}\n`
        + `${scaled.text(p.cost)} ${scaled.unit}, the law gives ${scaled.text(p.fitted)}`);
      const y0 = 30 + 15 * i;
      g.append("path").attr("d", kit.symbol(kit.shape(series.design), 40)).style("fill", colour)
        .attr("transform", `translate(${left + 4},${y0 - 4})`);
      g.append("text").attr("x", left + 14).attr("y", y0)
        .text(kit.fit(`${series.design}: exponent ${series.exponent}`, width - left - 14));
    });
  });
});
