// What the K-th chunk costs each design's search: both axes logarithmic, one line per design.
hmmbench.register("chunks", (pic, walks) => {
  const kit = hmmbench;
  const width = Math.min(pic.width, 720);
  const height = 300;
  const left = 78;
  const right = 84;
  const top = 14;
  const bottom = height - 46;
  const svg = pic.svg(height);
  const all = walks.flatMap(walk => walk.points).filter(p => p.nodesVisited > 0);
  const x = d3.scaleLog([1, d3.max(all, p => p.k)], [left, width - right]);
  const y = d3.scaleLog([1 / 1.3, d3.max(all, p => p.nodesVisited) * 1.3], [bottom, top]);
  const powers = d3.range(0, 19).map(p => 10 ** p).filter(t => t <= y.domain()[1]);
  kit.yAxis(svg, y, powers, v => kit.fixed(v, 0), left, width - right);
  kit.xAxis(svg, x, (pic.isNarrow ? [1, 16, 256, 4096] : [1, 4, 16, 64, 256, 1024, 4096])
    .filter(t => t <= x.domain()[1]), v => kit.fixed(v, 0), top, bottom, "K, chunks with this one");
  const labels = walks.map((walk, i) => {
    const colour = kit.design(walk.design);
    const points = walk.points.filter(p => p.nodesVisited > 0);
    const path = d3.line(p => x(p.k), p => y(p.nodesVisited))(points);
    const line = svg.append("g").datum(walk);
    line.append("path").attr("fill", "none").style("stroke", colour).attr("stroke-width", 2)
      .attr("stroke-dasharray", i ? "6 3" : "none").attr("d", path);
    line.append("path").attr("fill", "none").attr("stroke", "transparent")
      .attr("stroke-width", 12).attr("d", path);
    const last = points[points.length - 1];
    kit.explain(line, w => `${w.design}\nchunk ${kit.fixed(last.k, 0)}: `
      + `${kit.fixed(last.nodesVisited, 0)} nodes\nall chunks: `
      + `${kit.fixed(w.nodesVisited, 0)} nodes`);
    return { y: y(last.nodesVisited), text: walk.design, colour };
  });
  kit.spread(labels, 13, top, bottom).forEach(label => svg.append("text")
    .attr("x", width - right + 6).attr("y", label.y).attr("dy", ".35em")
    .style("fill", label.colour).text(label.text));
});
