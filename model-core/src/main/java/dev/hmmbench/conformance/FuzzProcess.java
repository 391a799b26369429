package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Cpu;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of a random program, with both devices open.
 *
 * @param mm its memory
 * @param mirrors one for each device
 */
record FuzzProcess(AddressSpace mm, List<Dmirror> mirrors) {

    /** Copies the list, of which single files are opened again. */
    FuzzProcess {
        mirrors = new ArrayList<>(mirrors);
    }

    /** Closes one device's file and opens it again. */
    void reopen(int position, DmirrorDevice device, Cpu cpu) {
        mirrors.get(position).close();
        mirrors.set(position, device.open(mm, cpu));
    }

    /** Closes the devices, then exits. */
    void exit() {
        mirrors.forEach(Dmirror::close);
        mm.close();
    }
}
