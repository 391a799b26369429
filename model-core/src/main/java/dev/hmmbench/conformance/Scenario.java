package dev.hmmbench.conformance;

import dev.hmmbench.device.MemoryKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that every design must do alike.
 *
 * @param name short and unique, as the kernel's test is called where there is one
 * @param says what is expected, in one line
 * @param body does it and checks it; none if it cannot run yet
 * @param skipReason why it cannot run; empty if it can
 * @param memory which kind of memory the devices have
 */
public record Scenario(String name, String says, @Nullable Body body, String skipReason,
        MemoryKind memory) {

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
        return new Scenario(name, says, body, skipReason, MemoryKind.COHERENT);
    }

    /** Returns the name, and the kind of memory where it is not private. */
    public String label() {
        return memory == MemoryKind.PRIVATE ? name : name + ", coherent";
    }

    /** Returns a scenario that runs. */
    static Scenario of(String name, String says, Body body) {
        return new Scenario(name, says, body, "", MemoryKind.PRIVATE);
    }

    /** Returns a scenario that is known but cannot run yet. */
    static Scenario skipped(String name, String says, String reason) {
        return new Scenario(name, says, null, reason, MemoryKind.PRIVATE);
    }
}
