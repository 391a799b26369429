// For each machine and design the space of numbers: what occupies it and where devices lie. Between
// two borders the width follows the fourth root of the size: in scale, 64 GiB of RAM would be a
// thousandth of a 64 TiB space, and nobody would see it.
hmmbench.register("platforms", (pic, data) => {
  const kit = hmmbench;
  const narrow = pic.isNarrow;
  const bar = 13;
  const step = bar + (narrow ? 19 : 5);
  const left = narrow ? 2 : 160;
  const right = narrow ? 2 : 168;
  const axis = narrow ? 0 : 14;
  const address = hex => parseInt(hex, 16);
  const stretch = (borders, end) => {
    const at = [...new Set([0, ...borders.filter(b => b > 0 && b < end), end])]
      .sort((a, b) => a - b);
    const widths = at.slice(1).map((b, i) => (b - at[i]) ** 0.25);
    const scale = (pic.width - right - left) / d3.sum(widths);
    const range = [left];
    widths.forEach(width => range.push(range[range.length - 1] + width * scale));
    return d3.scaleLinear(at, range).clamp(true);
  };
  const edges = ranges => ranges.flatMap(r => [address(r.start), address(r.end) + 1]);
  const isBig = r => address(r.end) >= 2 ** 32;

  const names = ["RAM", "PCI window", "reserved", "RAM that comes later", "devices, legacy",
    "devices, devprivate"];
  let across = 0;
  let line = 0;
  const keyPlaces = names.map(name => {
    const width = name.length * 6.7 + 32;
    if (across + width > pic.width) { across = 0; line += 18; }
    const place = { name, x: across, y: line };
    across += width;
    return place;
  });
  const keyHeight = line + 26;
  const room = (narrow ? pic.width : pic.width - right) - 70;
  const key = pic.svg(keyHeight);
  const id = pic.host.dataset.picture;
  const pattern = key.append("defs").append("pattern").attr("id", id + "-pci")
    .attr("width", 5).attr("height", 5).attr("patternUnits", "userSpaceOnUse")
    .attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", 5).attr("height", 5).style("fill", "var(--band)");
  pattern.append("line").attr("y2", 5).style("stroke", "var(--muted)").attr("stroke-width", 2);
  const fills = { ram: "var(--muted)", pci: `url(#${id}-pci)`, reserved: "var(--line)" };

  const keyFills = [fills.ram, fills.pci, fills.reserved, "none", kit.design("legacy"),
    kit.design("devprivate")];
  keyPlaces.forEach((place, i) => {
    key.append("rect").attr("x", place.x).attr("y", place.y + 1).attr("width", 12)
      .attr("height", 12).style("fill", keyFills[i]).style("stroke", "var(--line)");
    key.append("text").attr("x", place.x + 17).attr("y", place.y + 11).text(place.name);
  });

  // Each machine is a part of its own, so that paper can break between them.
  for (const platform of data.platforms) {
    const title = kit.wrap(`${platform.id} · ${platform.title}`, room);
    const top = 15 * (title.length - 1);
    const svg = pic.svg(top + 20 + platform.designs.length * step + axis + 8,
      `${platform.id} · ${platform.title}`);

    const physicalEnd = address(platform.physical.top) + 1;
    const physical = stretch([2 ** 32, address(platform.physical.vmemmapEnd) + 1,
      ...edges(platform.physical.segments.filter(isBig)), ...edges(platform.hotAdds),
      ...platform.designs.filter(row => row.space === "physical").flatMap(row => edges(row.runs))],
    physicalEnd);
    title.forEach((words, i) => svg.append("text").attr("x", 0).attr("class", "bold")
      .attr("y", top + 13 - 15 * (title.length - 1 - i)).text(words));
    svg.append("text").attr("class", "muted").attr("x", pic.width - (narrow ? 2 : right))
      .attr("y", top + 13).attr("text-anchor", "end").text(kit.bytes(physicalEnd));
    platform.designs.forEach((row, i) => {
      const yBar = top + 20 + i * step;
      const isPhysical = row.space === "physical";
      const end = isPhysical ? physicalEnd : 2 ** platform.physical.spaceBits;
      const x = isPhysical ? physical : stretch(edges(row.runs), end);
      const group = svg.append("g").datum(row);
      const block = (from, to, fill, least) => {
        const width = x(Math.min(to, end)) - x(from);
        if (from < end && width >= least / 10) {
          group.append("rect").attr("x", x(from)).attr("y", yBar).attr("height", bar)
            .attr("width", Math.max(least, width)).style("fill", fill);
        }
      };
      group.append("rect").attr("x", left).attr("y", yBar).attr("height", bar)
        .attr("width", pic.width - right - left).style("fill", "var(--faint)")
        .style("stroke", "var(--line)");
      if (isPhysical) {
        platform.physical.segments.forEach(segment => block(address(segment.start),
          address(segment.end) + 1, fills[segment.kind] || fills.reserved, 1));
      }
      row.runs.forEach(run => {
        const from = address(run.start);
        const width = Math.max(3, x(Math.min(address(run.end) + 1, end)) - x(from));
        group.append("rect").attr("y", yBar).attr("height", bar).attr("width", width)
          .attr("x", Math.min(x(from), pic.width - right - width))
          .style("fill", kit.design(row.design));
      });
      if (isPhysical) {
        platform.hotAdds.forEach(range => group.append("rect").attr("x", x(address(range.start)))
          .attr("y", yBar - 2).attr("height", bar + 4).attr("fill", "none")
          .attr("width", Math.max(3, x(address(range.end) + 1) - x(address(range.start))))
          .style("stroke", "var(--fg)").attr("stroke-width", 1.6).attr("stroke-dasharray", "4 2"));
        const mapped = address(platform.physical.vmemmapEnd) + 1;
        if (mapped < physicalEnd) {
          group.append("line").attr("x1", x(mapped)).attr("x2", x(mapped)).attr("y1", yBar - 3)
            .attr("y2", yBar + bar + 3).style("stroke", "var(--fg)").attr("stroke-width", 2);
        }
      }
      if (row.placed === 0 && !isPhysical) {
        group.append("text").attr("class", "muted").attr("x", left + 8).attr("y", yBar + bar / 2)
          .attr("dy", ".35em").style("font-size", "10.5px")
          .text(kit.fit(row.reason.split(/[:;]/)[0], (pic.width - right - left) * 1.05));
      }
      const mode = row.pagemaps === "one" ? "" : ", " + row.pagemaps;
      const some = row.placed < row.asked && row.placed > 0
        ? `, ${kit.fixed(row.placed, 0)} of ${kit.fixed(row.asked, 0)}` : "";
      const word = `${row.works ? "✓" : "✗"} ${row.result}${some}`;
      if (narrow) {
        group.append("text").attr("x", 2).attr("y", yBar + bar + 12)
          .text(`${row.design}${mode}: ${word}`);
      } else {
        group.append("text").attr("x", left - 8).attr("y", yBar + bar / 2).attr("dy", ".35em")
          .attr("text-anchor", "end").text(row.design + mode);
        group.append("text").attr("x", pic.width - right + 8).attr("y", yBar + bar / 2)
          .attr("dy", ".35em").attr("class", row.works ? "" : "bold").text(word);
      }
      kit.explain(group, r => `${platform.id} · ${platform.title}\n${r.design}${mode}: ${r.result}`
        + `${r.reason ? "\n" + r.reason : ""}\n${kit.fixed(r.placed, 0)} of `
        + `${kit.fixed(r.asked, 0)} pagemaps placed, ${kit.fixed(r.candidates, 0)} candidates `
        + `tried\nstruct pages ${kit.bytes(r.structPageBytes)}, largest hole left `
        + `${kit.bytes(r.largestHoleBytes)}\n${isPhysical ? "physical space" : "own space"} of ${kit.bytes(end)}`);
    });
    const ruler = top + 20 + platform.designs.length * step + 6;
    let free = left;
    for (const border of narrow ? [] : physical.domain().slice(1, -1)) {
      const text = kit.bytes(border);
      const half = text.length * 3.2;
      if (physical(border) - half >= free && physical(border) + half <= pic.width - right) {
        svg.append("text").attr("class", "muted").attr("x", physical(border)).attr("y", ruler + 5)
          .attr("text-anchor", "middle").style("font-size", "10.5px").text(text);
        free = physical(border) + half + 8;
      }
    }
  }
});
