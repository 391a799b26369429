package dev.hmmbench.device;

/**
 * What a command of dmirror gives back when it succeeds.
 *
 * @param cpages pages that the command was able to handle
 * @param faults how often the device had to fault pages in
 */
public record DmirrorReply(long cpages, long faults) {}
