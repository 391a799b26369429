// What the K-th chunk costs each design's search: exact counts, and times where they were measured.
// All axes logarithmic, one line per design.
hmmbench.register("chunks", (pic, data) => {
  const kit = hmmbench;
  const ns = v => kit.scaled("ns", v).text(v) + " " + kit.scaled("ns", v).unit;
  const tick = v => v >= 1e9 ? v / 1e9 + " s" : v >= 1e6 ? v / 1e6 + " ms"
    : v >= 1e3 ? v / 1e3 + " us" : v + " ns";
  const all = {
    counts: {
      title: "Nodes visited, exact", of: p => p.nodesVisited, low: p => p.nodesVisited,
      high: p => p.nodesVisited, text: v => kit.fixed(v, 0), tick: v => kit.fixed(v, 0),
      sum: s => kit.fixed(s.nodesVisited, 0) + " nodes", unit: " nodes"
    },
    times: {
      title: "Time, median over forks", of: p => p.ns, low: p => p.low, high: p => p.high,
      text: ns, tick, sum: s => ns(s.allNs), unit: ""
    }
  };
  const list = [["counts", data.walks], ["times", data.times]]
    .filter(([, series]) => series && series.length)
    .map(([name, series]) => ({ ...all[name], series }));
  kit.panels(pic, list, 310, 340, (g, panel, width, height) => {
    const left = 84;
    const right = 84;
    const top = 30;
    const bottom = height - 46;
    const shown = panel.series.map(s => ({ ...s, points: s.points.filter(p => panel.of(p) > 0) }))
      .filter(s => s.points.length);
    const points = shown.flatMap(s => s.points);
    const x = d3.scaleLog([1, d3.max(shown, s => s.nrChunks || s.nrTimed)], [left, width - right]);
    const y = d3.scaleLog([d3.min(points, panel.low) / 1.3, d3.max(points, panel.high) * 1.3],
      [bottom, top]);
    const powers = d3.range(0, 19).map(p => 10 ** p)
      .filter(t => t >= y.domain()[0] && t <= y.domain()[1]);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13).text(panel.title);
    kit.yAxis(g, y, powers, panel.tick, left, width - right);
    kit.xAxis(g, x, (width < 420 ? [1, 16, 256, 4096] : [1, 4, 16, 64, 256, 1024, 4096])
      .filter(t => t <= x.domain()[1]), v => kit.fixed(v, 0), top, bottom,
    "K, chunks with this one");
    const labels = shown.map((series, i) => {
      const colour = kit.design(series.design);
      const path = d3.line(p => x(p.k), p => y(panel.of(p)))(series.points);
      const line = g.append("g").datum(series);
      if (panel.series === data.times) {
        line.append("path").style("fill", colour).attr("opacity", 0.25)
          .attr("d", d3.area(p => x(p.k), p => y(panel.low(p)), p => y(panel.high(p)))(series.points));
      }
      line.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 2)
        .attr("stroke-dasharray", i ? "6 3" : "none").attr("d", path);
      line.append("path").attr("fill", "none").attr("stroke", "transparent")
        .attr("stroke-width", 12).attr("d", path);
      const last = series.points[series.points.length - 1];
      kit.explain(line, s => `${s.design}\nchunk ${kit.fixed(last.k, 0)}: `
        + `${panel.text(panel.of(last))}${panel.unit}\nall chunks: ${panel.sum(s)}`);
      return { y: y(panel.of(last)), text: series.design, colour };
    });
    kit.spread(labels, 13, top, bottom).forEach(label => g.append("text")
      .attr("x", width - right + 6).attr("y", label.y).attr("dy", ".35em")
      .style("fill", label.colour).text(kit.fit(label.text, right - 6)));
  });
});
