package dev.hmmbench.cli.place;

import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import java.util.List;

/**
 * The machine that a command asks about, and where each limit came from, in words.
 *
 * @param machine map and limits
 * @param endOrigin where the end of the map's root came from
 * @param usableOrigin where the end of usable physical space came from
 * @param sectionOrigin where the section size came from
 * @param ruleOrigin where the choice of the search came from
 */
record ChosenMachine(
        Machine machine,
        String endOrigin,
        String usableOrigin,
        String sectionOrigin,
        String ruleOrigin) {

    /** Returns one line for each fact, for people. */
    List<String> lines() {
        Limits limits = machine.limits();
        return List.of(
                String.format("map      %s: %d top-level regions, %s of RAM", machine.name(),
                        machine.topLevel().size(), ByteSize.rounded(machine.systemRamBytes())),
                String.format("end      %x (%s)", limits.rootLast(), endOrigin),
                String.format("usable   %x (%s)", limits.usableLast(), usableOrigin),
                String.format("section  %s (%s)",
                        ByteSize.rounded(limits.sectionBytes()), sectionOrigin),
                String.format("search   Linux %s (%s)", limits.rule().label(), ruleOrigin));
    }
}
