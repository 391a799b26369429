// Reservations over time: the largest hole, numbers lost to rounding, refusals, candidates tried.
hmmbench.register("churn", (pic, curves) => {
  const kit = hmmbench;
  const list = [
    { title: "Largest hole left", of: p => p.largestHoleBytes, text: kit.bytes, isLog: true },
    { title: "Numbers taken and not used", of: p => p.takenBytes - p.liveBytes,
      text: kit.bytes, isLog: false },
    { title: "Requests refused so far", of: p => p.failures, text: v => kit.fixed(v, 0),
      isLog: false },
    { title: "Candidates tried so far", of: p => p.candidates, text: v => kit.fixed(v, 0),
      isLog: true }
  ];
  kit.panels(pic, list, 220, 330, (g, panel, width, height) => {
    const left = 78;
    const right = 84;
    const top = 26;
    const bottom = height - 46;
    const all = curves.flatMap(curve => curve.points);
    const values = all.map(panel.of).filter(v => v > 0 || !panel.isLog);
    const low = d3.min(values) || 1;
    const high = d3.max(values) || 1;
    const y = panel.isLog ? d3.scaleLog([low / 1.3, high * 1.3], [bottom, top])
      : d3.scaleLinear([0, high * 1.05 || 1], [bottom, top]);
    const x = d3.scaleLinear([0, d3.max(all, p => p.step)], [left, width - right]);
    g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13).text(panel.title);
    const powers = d3.range(0, 60).map(p => panel.text === kit.bytes ? 2 ** p : 10 ** p)
      .filter(t => t >= low / 1.3 && t <= high * 1.3);
    const ticks = panel.isLog ? powers.filter((t, i) => i % Math.ceil(powers.length / 5) === 0)
      : [0, high / 2, high].filter((t, i, list) => list.indexOf(t) === i);
    kit.yAxis(g, y, ticks, panel.text, left, width - right);
    kit.xAxis(g, x, x.ticks(3), v => kit.fixed(v, 0), top, bottom, "steps");
    const labels = curves.map((curve, i) => {
      const colour = kit.design(curve.design);
      const points = curve.points.filter(p => !panel.isLog || panel.of(p) > 0);
      const line = g.append("g").datum(curve);
      line.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 2)
        .attr("stroke-dasharray", i ? "6 3" : "none")
        .attr("d", d3.line(p => x(p.step), p => y(panel.of(p)))(points));
      line.append("path").attr("fill", "none").attr("stroke", "transparent")
        .attr("stroke-width", 12)
        .attr("d", d3.line(p => x(p.step), p => y(panel.of(p)))(points));
      const last = points[points.length - 1] || curve.points[curve.points.length - 1];
      kit.explain(line, c => `${panel.title}\n${c.design}, after ${kit.fixed(last.step, 0)} steps: `
        + `${panel.text(panel.of(last))}\n${kit.fixed(last.failures, 0)} requests failed`);
      return { y: y(Math.max(panel.of(last), panel.isLog ? low : 0)), text: curve.design, colour };
    });
    kit.spread(labels, 13, top, bottom).forEach(label => g.append("text")
      .attr("x", width - right + 6).attr("y", label.y).attr("dy", ".35em")
      .style("fill", label.colour).text(label.text));
  });
});
