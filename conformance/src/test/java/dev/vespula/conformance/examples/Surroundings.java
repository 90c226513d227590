package dev.vespula.conformance.examples;

import java.nio.file.Path;

/** What an example refers to without saying where it comes from, as fields, and the files that it finds. */
public abstract class Surroundings {
    final Setting setting;
    /** Where the files are. */
    protected final Path dir;

    Surroundings(Setting setting) {
        this.setting = setting;
        this.dir = setting.folder();
    }

    /** The example. */
    public abstract void example() throws Exception;

    /** Runs it where it can run. */
    void run() throws Exception {
        example();
    }
}
