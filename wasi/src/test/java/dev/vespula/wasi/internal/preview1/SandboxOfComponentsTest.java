package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.filesystem.ComponentGuest;
import java.io.IOException;
import java.nio.file.Path;

/** The same sandbox through {@code wasi:filesystem}. */
class SandboxOfComponentsTest extends SandboxCases {
    @Override
    Border in(Path directory) throws IOException {
        return new ComponentGuest(directory, Access.READ_WRITE);
    }
}
