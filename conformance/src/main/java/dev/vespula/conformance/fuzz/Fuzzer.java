package dev.vespula.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes random inputs and tries them. Used by one thread. */
public interface Fuzzer {
    /** Its name on the command line. */
    String name();

    /** What it tries, in a line. */
    String about();

    /** Takes files and folders of the command line, if any, as what inputs are made from. */
    default void take(List<Path> paths) throws IOException {
        if (!paths.isEmpty()) {
            throw new IllegalArgumentException(name() + " takes no files");
        }
    }

    /** Makes and tries the input that follows from a seed. An exception is a fault, too. */
    Attempt attempt(long seed) throws Exception;
}
