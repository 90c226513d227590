package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.descriptors.Border;
import java.io.IOException;
import java.nio.file.Path;

/** The sandbox through preview 1. */
class SandboxTest extends SandboxCases {
    @Override
    Border in(Path directory) throws IOException {
        return Guest.in(directory, Access.READ_WRITE);
    }
}
