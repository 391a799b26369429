package dev.hmmbench.conformance;

import dev.hmmbench.device.MemoryKind;

/**
 * One thing that every design must do alike.
 *
 * @param name short and unique, as the kernel's test is called where there is one
 * @param says what is expected, in one line
 * @param body does it and checks it
 * @param memory which kind of memory the devices have
 * @param size how much memory it needs
 */
public record Scenario(
        String name, String says, Body body, MemoryKind memory, World.Size size) {

    /** The steps of a scenario. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs the steps.
         *
         * @throws ScenarioFailedException if something is not as expected
         */
        void run(World world);
    }

    /** Returns the same on devices whose memory the CPU can access. */
    Scenario onCoherentMemory() {
        return new Scenario(name, says, body, MemoryKind.COHERENT, size);
    }

    /** Returns the name, and the kind of memory where it is not private. */
    public String label() {
        return memory == MemoryKind.PRIVATE ? name : name + ", coherent";
    }

    /** Returns a scenario on private memory. */
    static Scenario of(String name, String says, Body body) {
        return new Scenario(name, says, body, MemoryKind.PRIVATE, World.Size.NORMAL);
    }

    /** Returns a scenario that needs more memory than others. */
    static Scenario large(String name, String says, Body body) {
        return new Scenario(name, says, body, MemoryKind.PRIVATE, World.Size.LARGE);
    }
}
