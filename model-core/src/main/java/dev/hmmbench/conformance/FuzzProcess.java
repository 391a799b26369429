package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.mm.AddressSpace;
import java.util.List;

/**
 * A process of a random program, with both devices open.
 *
 * @param mm its memory
 * @param mirrors one for each device
 */
record FuzzProcess(AddressSpace mm, List<Dmirror> mirrors) {

    /** Closes the devices, then exits. */
    void exit() {
        mirrors.forEach(Dmirror::close);
        mm.close();
    }
}
