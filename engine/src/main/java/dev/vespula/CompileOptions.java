package dev.vespula;

import java.util.Objects;
import java.util.Optional;

/** How {@link Module#compileTo(java.nio.file.Path, CompileOptions)} compiles. Immutable; {@code with} methods return a changed copy. */
public final class CompileOptions {
    private final Profile profile;

    /** Code is laid out by a guess. */
    public CompileOptions() {
        this(null);
    }

    private CompileOptions(Profile profile) {
        this.profile = profile;
    }

    /** Where the module was seen to run, if anybody knows. */
    public Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }

    /** A copy with which code is laid out by what ran; it must be of the module, and recorded by an engine that is configured alike. */
    public CompileOptions withProfile(Profile recorded) {
        return new CompileOptions(Objects.requireNonNull(recorded, "profile"));
    }
}
