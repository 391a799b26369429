// Exact events per operation of two designs: dots on a logarithmic axis with a place for zero.
hmmbench.register("counters", (pic, data) => {
  const kit = hmmbench;
  const rowHeight = 21;
  kit.panels(pic, data.panels, d3.max(data.panels, p => p.rows.length) * rowHeight + 66, 420,
    (g, panel, width) => {
      const left = Math.min(190, width * 0.42);
      const figures = row => row.reference === row.candidate ? "both " + kit.value(row.reference)
        : `${kit.value(row.reference)} → ${kit.value(row.candidate)}`;
      const right = 14 + 6.7 * d3.max(panel.rows, row => figures(row).length);
      const top = 26;
      const bottom = top + panel.rows.length * rowHeight;
      const positive = panel.rows.flatMap(r => [r.reference, r.candidate]).filter(v => v > 0);
      const low = Math.min(1, d3.min(positive) || 1);
      const high = Math.max(10 * low, d3.max(positive) || 10);
      const zero = left + 8;
      const log = d3.scaleLog([low, high], [left + 34, width - right - 8]);
      const x = v => v > 0 ? log(v) : zero;
      g.append("text").attr("class", "bold").attr("x", 0).attr("y", 13)
        .text(kit.fit(panel.title, width));
      const axis = g.append("g").attr("class", "axis");
      const decades = d3.range(Math.ceil(Math.log10(low)), Math.floor(Math.log10(high)) + 1);
      const step = Math.ceil(decades.length / Math.max(1, (log.range()[1] - log.range()[0]) / 48));
      for (const v of [0].concat(decades.filter((d, i) => i % step === 0).map(d => 10 ** d))) {
        axis.append("line").attr("x1", x(v)).attr("x2", x(v)).attr("y1", top).attr("y2", bottom);
        axis.append("text").attr("x", x(v)).attr("y", bottom + 14).attr("text-anchor", "middle")
          .text(v >= 1e6 ? "10^" + Math.round(Math.log10(v)) : kit.tickText(v));
      }
      axis.append("text").attr("x", (left + width - right) / 2).attr("y", bottom + 30)
        .attr("text-anchor", "middle").text("events per operation");
      panel.rows.forEach((row, i) => {
        const y = top + i * rowHeight + rowHeight / 2;
        const line = g.append("g").datum(row);
        line.append("rect").attr("x", 0).attr("y", y - rowHeight / 2).attr("width", width)
          .attr("height", rowHeight).attr("fill", "transparent");
        line.append("text").attr("x", left - 8).attr("y", y).attr("dy", ".35em")
          .attr("text-anchor", "end").text(kit.fit(row.name, left - 8));
        line.append("line").attr("x1", x(row.reference)).attr("x2", x(row.candidate))
          .attr("y1", y).attr("y2", y).style("stroke", "var(--muted)");
        for (const [name, v] of [[panel.reference, row.reference],
          [panel.candidate, row.candidate]]) {
          const isSecond = name === panel.candidate && row.reference === row.candidate;
          line.append("path").attr("d", kit.symbol(kit.shape(name), isSecond ? 20 : 58))
            .attr("transform", `translate(${x(v)},${y})`).style("fill", kit.design(name))
            .style("stroke", "var(--bg)");
        }
        line.append("text").attr("x", width).attr("y", y).attr("dy", ".35em")
          .attr("text-anchor", "end").attr("class", row.reference === row.candidate ? "muted" : "")
          .text(figures(row));
        kit.explain(line, r => `${panel.title}\n${r.name}, events per operation, exact\n`
          + `${panel.reference} ${kit.value(r.reference)}, `
          + `${panel.candidate} ${kit.value(r.candidate)}`);
      });
    });
});
