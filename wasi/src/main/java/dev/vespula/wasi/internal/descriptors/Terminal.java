package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the process's standard streams are a terminal, which guests ask by the kind of descriptor 0, 1 and 2. */
public final class Terminal {
    private Terminal() {}

    /** The kind of a standard stream of this process. */
    public static FileType typeOf(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console")
                    ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN;
        } catch (IOException | UnsupportedOperationException e) {
            // Elsewhere the JDK can only say that input and output both are one.
            return System.console() != null ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN;
        }
    }
}
