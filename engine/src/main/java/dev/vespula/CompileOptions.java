package dev.vespula;

import java.util.Objects;
import java.util.Optional;

/**
 * How {@link Module#compileTo(java.nio.file.Path, CompileOptions)} and {@link Module#compileInto} compile. Immutable;
 * {@code with} methods return a changed copy.
 *
 * <pre>{@code
 * Profile profile = module.profile();                    // of what ran in this process
 * CompileOptions options = new CompileOptions().withProfile(profile);
 * module.compileTo(dir.resolve("plugin.jar"), options);
 * try {
 *     Module same = Module.ofCompiled(engine, dir.resolve("plugin.jar"));
 * } catch (PrecompiledException e) {
 *     System.out.println("compile it again: " + e.reason());
 * }
 * }</pre>
 */
public final class CompileOptions {
    private final Profile profile;
    private final Placement placement;

    /** Where {@link Module#compileInto} puts classes. */
    public enum Placement {
        /**
         * In packages, as those of an application are. Wherever the engine is on the class path in the same class loader, they
         * are classes of the application: all engines share them, and the JVM's archives and caches can hold them.
         */
        PACKAGES,
        /**
         * Among the resources, from where engines load them. For artifacts that are named Java modules: their packages must
         * be in no other module, and code has packages that depend on the types of functions only.
         */
        RESOURCES
    }

    /** Code is laid out by a guess, and classes are in packages. */
    public CompileOptions() {
        this(null, Placement.PACKAGES);
    }

    private CompileOptions(Profile profile, Placement placement) {
        this.profile = profile;
        this.placement = placement;
    }

    /** Where the module was seen to run, if anybody knows. */
    public Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }

    /** A copy with which code is laid out by what ran; it must be of the module, and recorded by an engine that is configured alike. */
    public CompileOptions withProfile(Profile recorded) {
        return new CompileOptions(Objects.requireNonNull(recorded, "profile"), placement);
    }

    /** Where {@link Module#compileInto} puts classes; a jar has them in packages. */
    public Placement placement() {
        return placement;
    }

    /** A copy with which classes are put elsewhere. */
    public CompileOptions withPlacement(Placement chosen) {
        return new CompileOptions(profile, Objects.requireNonNull(chosen, "placement"));
    }
}
