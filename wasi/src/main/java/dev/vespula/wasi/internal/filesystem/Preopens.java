package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.List;

/** {@code wasi:filesystem/preopens}. */
public final class Preopens {
    private final GuestFiles files;
    private final ResourceCount count;

    /** A directory with the name that the guest knows it by. */
    public record Preopened(GuestDescriptor descriptor, String name) {}

    /** What a process starts with. */
    public Preopens(GuestFiles files, ResourceCount count) {
        this.files = files;
        this.count = count;
    }

    /** {@code get-directories}: each call gives new descriptors. */
    public List<Preopened> getDirectories() {
        return files.preopened(count);
    }
}
