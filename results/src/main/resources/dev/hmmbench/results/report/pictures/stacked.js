// Stacked bars: the parts of a whole, one bar per design.
hmmbench.register("stacked", (pic, data) => {
  const kit = hmmbench;
  const narrow = pic.isNarrow;
  const bar = 20;
  const left = narrow ? 4 : Math.min(300, Math.max(150, pic.width * 0.24));
  const right = 92;
  const names = data.names;
  const colour = name => `var(--part${names.indexOf(name) % 10})`;

  let y = 6;
  const places = [];
  for (const row of data.rows) {
    places.push({ head: row.label, y });
    y += 20;
    for (const b of row.bars) { places.push({ bar: b, row, y }); y += (narrow ? 38 : bar + 6); }
    y += 10;
  }
  const bottom = y;
  const keyTop = bottom + 44;
  const perLine = Math.max(1, Math.floor(pic.width / 190));
  const svg = pic.svg(keyTop + Math.ceil(names.length / perLine) * 18 + 4);
  const most = d3.max(data.rows.flatMap(r => r.bars), b => d3.sum(b.parts, p => p.value)) || 1;
  const scale = kit.scaled(data.unit, most);
  const text = data.isBytes ? kit.bytes : scale.text;
  const x = d3.scaleLinear([0, most], [left, pic.width - right]);
  const binary = 2 ** Math.ceil(Math.log2(most / (narrow ? 3 : 5)));
  const ticks = data.isBytes ? d3.range(0, most * 1.01, binary) : x.ticks(narrow ? 3 : 6);
  kit.xAxis(svg, x, ticks, text, 6, bottom,
    data.isBytes ? data.axis : `${scale.unit} ${data.axis}`);

  for (const place of places) {
    if (place.head) {
      svg.append("text").attr("class", "bold").attr("x", 0).attr("y", place.y + 13)
        .text(kit.fit(place.head, pic.width));
      continue;
    }
    const at = narrow ? place.y + 15 : place.y;
    svg.append("text").attr("x", narrow ? 4 : left - 8).attr("y", narrow ? place.y + 10 : at + bar / 2)
      .attr("dy", narrow ? 0 : ".35em").attr("text-anchor", narrow ? "start" : "end")
      .text(kit.fit(place.bar.name, narrow ? pic.width : left - 8));
    let from = 0;
    for (const part of place.bar.parts) {
      const start = x(from);
      from += part.value;
      const width = Math.max(0.8, x(from) - start);
      const piece = svg.append("g").datum(part);
      piece.append("rect").attr("x", start).attr("y", at).attr("width", width)
        .attr("height", bar).style("fill", colour(part.name)).style("stroke", "var(--bg)");
      if (width > part.name.length * 6.6 + 8) {
        piece.append("text").attr("x", start + 5).attr("y", at + bar / 2).attr("dy", ".35em")
          .style("fill", "var(--on-part)").text(part.name);
      }
      kit.explain(piece, p => `${place.row.label}\n${place.bar.name}: ${p.name}\n`
        + `${text(p.value)} ${data.isBytes ? "" : `${scale.unit} ${data.axis}`}`);
    }
    svg.append("text").attr("x", x(from) + 6).attr("y", at + bar / 2).attr("dy", ".35em")
      .text(text(from));
  }
  names.forEach((name, i) => {
    const at = [i % perLine * (pic.width / perLine), keyTop + Math.floor(i / perLine) * 18];
    svg.append("rect").attr("x", at[0]).attr("y", at[1]).attr("width", 12).attr("height", 12)
      .style("fill", colour(name));
    svg.append("text").attr("x", at[0] + 18).attr("y", at[1] + 10)
      .text(kit.fit(name, pic.width / perLine - 24));
  });
});
