// Latency of both designs over the percentile, the tail drawn out, and the ratio below.
hmmbench.register("percentiles", (pic, data) => {
  const kit = hmmbench;
  const tail = p => -Math.log10(1 - Math.min(p, 99.9999) / 100);
  kit.panels(pic, data.panels, 330, 380, (g, panel, width, height) => {
    const left = 58;
    const right = 84;
    const top = 26;
    const split = 200;
    const ratioTop = 222;
    const bottom = height - 44;
    const last = d3.max(panel.series.flatMap(s => s.points), p => p.percentile);
    const x = d3.scaleLinear([0, tail(last)], [left, width - right]);
    const ns = panel.series.flatMap(s => s.points.map(p => p.value));
    const scale = kit.scaled(panel.unit, d3.median(ns));
    const y = d3.scaleLog([d3.min(ns) * 0.95, d3.max(ns) * 1.05], [split, top]);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
      .text(kit.fit(`${panel.title}, ${scale.unit}`, width));
    const many = y.ticks(5).filter(t => /^[125]/.test(t.toExponential()));
    kit.yAxis(g, y, many.length > 1 ? many : d3.ticks(...y.domain(), 4), scale.text, left,
      width - right);
    const marks = [0, 50, 90, 99, 99.9, 99.99].filter(p => p <= last);
    const axis = g.append("g").attr("class", "axis");
    marks.forEach(p => {
      for (const [a, b] of [[top, split], [ratioTop, bottom]]) {
        axis.append("line").attr("x1", x(tail(p))).attr("x2", x(tail(p))).attr("y1", a)
          .attr("y2", b);
      }
      axis.append("text").attr("x", x(tail(p))).attr("y", bottom + 15)
        .attr("text-anchor", "middle").text(p);
    });
    axis.append("text").attr("x", (left + width - right) / 2).attr("y", bottom + 31)
      .attr("text-anchor", "middle").text("percentile");

    const labels = panel.series.map((series, i) => {
      const colour = kit.design(series.design);
      g.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 2)
        .attr("stroke-dasharray", i ? "none" : "7 3")
        .attr("d", d3.line(p => x(tail(p.percentile)), p => y(p.value))(series.points));
      const dots = g.selectAll(null).data(series.points).join("path")
        .attr("d", kit.symbol(kit.shape(series.design), 26)).style("fill", colour)
        .attr("transform", p => `translate(${x(tail(p.percentile))},${y(p.value)})`);
      kit.explain(dots, p => `${panel.title}\n${series.design}: percentile ${p.percentile}\n`
        + `${scale.text(p.value)} ${scale.unit}`);
      return { y: y(series.points[series.points.length - 1].value), text: series.design, colour };
    });
    kit.spread(labels, 13, top, split).forEach(label => g.append("text")
      .attr("x", width - right + 6).attr("y", label.y).attr("dy", ".35em")
      .style("fill", label.colour).text(kit.fit(label.text, right)));

    const ends = panel.ratio.map(p => p.value)
      .concat(panel.band.flatMap(b => [b.low, b.high]));
    const low = Math.min(0.95, d3.min(ends)) * 0.98;
    const high = Math.max(1.05, d3.max(ends)) * 1.02;
    const yr = d3.scaleLog([low, high], [bottom, ratioTop]);
    kit.yAxis(g, yr, kit.logTicks(yr, 20), kit.tickText, left, width - right);
    g.append("line").attr("class", "one").attr("x1", left).attr("x2", width - right)
      .attr("y1", yr(1)).attr("y2", yr(1));
    if (panel.band.length) {
      const band = d3.area(b => x(tail(b.percentile)), b => yr(b.low), b => yr(b.high));
      g.append("path").style("fill", "var(--fg)").attr("opacity", 0.16).attr("d", band(panel.band));
    }
    g.append("path").attr("fill", "none").style("stroke", "var(--fg)").attr("stroke-width", 1.8)
      .attr("d", d3.line(p => x(tail(p.percentile)), p => yr(p.value))(panel.ratio));
    const points = g.selectAll(null).data(panel.ratio).join("circle").attr("r", 2.5)
      .attr("cx", p => x(tail(p.percentile))).attr("cy", p => yr(p.value))
      .style("fill", "var(--fg)");
    kit.explain(points, p => {
      const range = panel.band.find(b => b.percentile === p.percentile);
      return `${panel.title}\nratio at percentile ${p.percentile}: ${kit.ratio(p.value)}`
        + (range ? ` [${kit.ratio(range.low)}, ${kit.ratio(range.high)}], 95 % band` : "");
    });
    g.append("text").attr("class", "muted").attr("x", width - right + 6)
      .attr("y", yr(panel.ratio[panel.ratio.length - 1].value)).attr("dy", ".35em").text("ratio");
  });
});
