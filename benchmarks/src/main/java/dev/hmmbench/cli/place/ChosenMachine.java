package dev.hmmbench.cli.place;

import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine that a command asks about, and where each limit came from, in words.
 *
 * @param machine map and limits
 * @param endOrigin where the end of the map's root came from
 * @param usableOrigin where the end of usable physical space came from
 * @param sectionOrigin where the section size came from
 * @param ruleOrigin where the choice of the search came from
 * @param trimmedLast the usable end under a kernel that trims it, where nobody said that it does
 *     not and it would be lower
 * @param warning that limits may not belong to the map, in one line; empty where they must
 */
record ChosenMachine(
        Machine machine,
        String endOrigin,
        String usableOrigin,
        String sectionOrigin,
        String ruleOrigin,
        Optional<Long> trimmedLast,
        Optional<String> warning) {

    /** Returns one line for each fact, for people. */
    List<String> lines() {
        Limits limits = machine.limits();
        List<String> lines = new ArrayList<>(List.of(
                String.format("map      %s: %d top-level regions, %s of RAM", machine.name(),
                        machine.topLevel().size(), ByteSize.rounded(machine.systemRamBytes())),
                String.format("end      %x (%s)", limits.rootLast(), endOrigin),
                String.format("usable   %x (%s)", limits.usableLast(), usableOrigin),
                "top      " + topInWords()));
        trimmedLast.ifPresent(last -> lines.add(String.format("         %x where it is trimmed"
                + " for KASLR (6.11 until 2025): --physmem-end %<x", last)));
        lines.addAll(spaceInWords());
        lines.add(String.format("section  %s (%s)",
                ByteSize.rounded(limits.sectionBytes()), sectionOrigin));
        lines.add(String.format("search   Linux %s (%s)", limits.rule().label(), ruleOrigin));
        warning.ifPresent(words -> lines.add("warning  " + words));
        return lines;
    }

    /** Returns which limit counts, in words. */
    String topInWords() {
        Limits limits = machine.limits();
        int order = Long.compareUnsigned(limits.rootLast(), limits.usableLast());
        String which = order == 0 ? "end and usable agree"
                : order < 0 ? "the end counts, it is lower" : "usable counts, it is lower";
        long bytes = limits.topLast() + 1;
        return String.format("%x, %s: %s", limits.topLast(),
                bytes == 0 ? "16 EiB" : ByteSize.rounded(bytes), which);
    }

    private List<String> spaceInWords() {
        SpaceUse use = SpaceUse.of(machine);
        return List.of(
                String.format("space    %s RAM, %s PCI windows, %s other regions, %s free",
                        ByteSize.rounded(use.ramBytes()), ByteSize.rounded(use.windowBytes()),
                        ByteSize.rounded(use.otherBytes()), ByteSize.rounded(use.freeBytes())),
                use.largest()
                        .map(hole -> String.format("         the largest hole, %x-%x, takes %s",
                                hole.range().start(), hole.range().last(),
                                ByteSize.rounded(hole.usableBytes())))
                        .orElse("         no hole takes a section"));
    }
}
