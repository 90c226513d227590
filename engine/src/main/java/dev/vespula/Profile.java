package dev.vespula;

import dev.vespula.internal.files.WholeFile;
import dev.vespula.internal.runtime.CodeProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a module's functions were seen while they were interpreted: {@link Module#profile} gives it after a training run, and
 * {@link Module#compileTo(Path, CompileOptions)} lays the code out by it, so that what runs stays together. Recorded in one
 * process, it is used in another. It belongs to one module and one build of Vespula, and it never changes what a program does.
 * Immutable.
 *
 * <pre>{@code
 * module.profile().writeTo(dir.resolve("plugin.profile"));
 * try {
 *     Profile recorded = Profile.read(dir.resolve("plugin.profile"));
 *     module.compileTo(dir.resolve("plugin.jar"), new CompileOptions().withProfile(recorded));
 * } catch (ProfileException e) {
 *     System.out.println("record it again: " + e.reason());
 * }
 * }</pre>
 */
public final class Profile {
    private final CodeProfile content;

    Profile(CodeProfile content) {
        this.content = content;
    }

    /**
     * Reads a file that {@link #writeTo} has written.
     *
     * @throws IOException      if it cannot be read
     * @throws ProfileException if it is no profile, or a damaged one
     */
    public static Profile read(Path file) throws IOException {
        return new Profile(CodeProfile.read(Files.readAllBytes(file)));
    }

    /** Reads a stream to its end, without closing it, and goes on as {@link #read(Path)} does. */
    public static Profile read(InputStream stream) throws IOException {
        return new Profile(CodeProfile.read(stream.readAllBytes()));
    }

    /** Writes it to a file, whole or not at all; one of that name is replaced. Equal profiles have equal bytes. */
    public void writeTo(Path file) throws IOException {
        WholeFile.write(file, content.toBytes());
    }

    /** As {@link #writeTo(Path)}, to a stream, which is flushed but not closed. */
    public void writeTo(OutputStream stream) throws IOException {
        stream.write(content.toBytes());
        stream.flush();
    }

    /** How many functions were seen. */
    public int functions() {
        return content.functions().size();
    }

    CodeProfile content() {
        return content;
    }
}
