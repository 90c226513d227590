package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.PrecompiledException;
import dev.vespula.spi.TextFormat;
import dev.vespula.text.Wat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads modules named on the command line; every failure is one line that names the file. */
final class ModuleFile {
    private ModuleFile() {
    }

    /**
     * The binary of the module in the file, which may also be text.
     *
     * @throws CommandException if it cannot be read, if it is malformed text, or if it is no module but a jar file
     */
    static byte[] read(ModuleOptions options, String file) {
        if (options.isCompiled(file)) {
            throw new CommandException(file + ": a jar file with compiled code, which only 'vespula run' takes");
        }
        return binary(file, readBytes(file));
    }

    private static byte[] binary(String file, byte[] bytes) {
        if (isZip(bytes)) {
            throw new CommandException(file + ": not a module but a jar or zip file; if 'vespula compile' has made it, give "
                    + "--compiled: what is in it runs as Java code, which may do anything that you may");
        }
        return file.endsWith(".wat") || TextFormat.isText(bytes) ? encode(file, bytes) : bytes;
    }

    /**
     * The binary of a text.
     *
     * @throws CommandException if it is malformed
     */
    static byte[] encode(String file, byte[] text) {
        try {
            return Wat.parse(file, text);
        } catch (MalformedException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /**
     * The file's bytes.
     *
     * @throws CommandException if it cannot be read
     */
    static byte[] readBytes(String file) {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new CommandException("cannot read " + file + ": it is a folder");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new CommandException("cannot read " + file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new CommandException("cannot read " + file + ": permission denied", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new CommandException("cannot read " + file + ": it is too large", e);
        }
    }

    /**
     * The module in {@code bytes}.
     *
     * @throws CommandException if it is malformed, invalid or beyond a limit
     */
    static Module compile(Engine engine, String file, byte[] bytes) {
        try {
            return Module.of(engine, bytes);
        } catch (ModuleException e) {
            throw new CommandException(describe(file, e), e);
        }
    }

    /**
     * The module in a file: a binary, text, or, if the command line says so, a jar file with compiled code.
     *
     * @throws CommandException if it cannot be read or used
     */
    static Module load(Engine engine, ModuleOptions options, String file) {
        byte[] bytes = readBytes(file);
        if (!options.isCompiled(file)) {
            return compile(engine, file, binary(file, bytes));
        }
        try {
            return Module.ofCompiled(engine, new ByteArrayInputStream(bytes));
        } catch (ModuleException e) {
            throw new CommandException(describe(file, e), e);
        } catch (PrecompiledException e) {
            throw new CommandException(file + ": " + e.getMessage() + remedy(e.reason()), e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String remedy(PrecompiledException.Reason reason) {
        return switch (reason) {
            case OTHER_VERSION, OTHER_CONFIGURATION -> "; compile it anew, 'vespula compile --help' tells how";
            case NOT_PRECOMPILED, CORRUPT -> "";
        };
    }

    /** Whether a file is a zip file, for a clear message; a WebAssembly binary begins with a zero, and text with neither. */
    private static boolean isZip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K';
    }

    /** One line on why the module was refused. */
    static String describe(String file, ModuleException e) {
        String kind = "invalid module: ";
        if (e instanceof MalformedException) {
            kind = "malformed module: ";
        } else if (e instanceof LimitException) {
            kind = "module refused: ";
        }
        return file + ": " + kind + e.getMessage();
    }
}
