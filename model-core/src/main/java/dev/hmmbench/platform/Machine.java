package dev.hmmbench.platform;

/**
 * One machine as its kernel sees it.
 *
 * @param name what reports call it
 */
public record Machine(String name) {}
