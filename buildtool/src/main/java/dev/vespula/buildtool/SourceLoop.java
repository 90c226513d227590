package dev.vespula.buildtool;

import dev.vespula.ModuleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does something with each source that has changed, and goes on to the next one if it fails: a build tells all that is wrong. */
final class SourceLoop {
    private final Increments increments;
    private final Map<String, WasmSource> names = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Throwable cause;
    private int made;
    private int unchanged;

    /** Makes the files of a source. */
    interface Maker {
        /** The files. */
        List<Path> make() throws IOException, BuildFailure;
    }

    /** A loop whose record is in a file. */
    SourceLoop(Path state, Path output) {
        this.increments = new Increments(state, output);
    }

    /** Whether no other source has the name, apart from its ending; it is a fault if one has. */
    boolean isFirst(WasmSource source) {
        WasmSource other = names.putIfAbsent(source.stem(), source);
        if (other != null) {
            fault(source.shown() + ": has the same name as " + other.shown(), null);
        }
        return other == null;
    }

    /** Does one source, unless it has not changed: its key tells. */
    void run(Source source, String key, Maker maker) throws IOException {
        if (increments.isUpToDate(source.name(), key)) {
            unchanged++;
            return;
        }
        try {
            increments.made(source.name(), key, maker.make());
            made++;
        } catch (ModuleException e) {
            fault(describe(source, e), e);
        } catch (BuildFailure e) {
            fault(e.getMessage(), e);
        }
    }

    /** Which source, of those that are done by now, a file was made of. */
    Optional<String> sourceOf(Path file) {
        return increments.sourceOf(file);
    }

    /** What people should know of what was made. */
    void note(String line) {
        notes.add(line);
    }

    /** Something is wrong. */
    void fault(String line, Throwable why) {
        faults.add(line);
        cause = cause == null ? why : cause;
    }

    /** Ends the step. */
    Outcome finish() throws IOException, BuildFailure {
        increments.finish();
        if (!faults.isEmpty()) {
            throw new BuildFailure(faults, cause);
        }
        return new Outcome(made, unchanged, notes);
    }

    /** One line; with what switches on what is missing. */
    private static String describe(Source source, ModuleException e) {
        return source.describe(e) + e.missingFeature().map(feature -> "; the setting 'features' with " + feature.label()
                + " switches it on").orElse("");
    }
}
