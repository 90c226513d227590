package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.PrecompiledException;
import dev.vespula.Tier;
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
    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private ModuleFile() {
    }

    /**
     * The binary of the module in the file, which may also be text or, if the command line says so, compiled code.
     *
     * @throws CommandException if it cannot be read, if it is malformed text, or if it is no module but an unannounced jar file
     */
    static byte[] read(ModuleOptions options, Console console, String file) {
        return binary(file, readModule(options, console, file));
    }

    /**
     * The binary of a module that may be text.
     *
     * @throws CommandException if it is malformed text
     */
    static byte[] binary(String file, byte[] bytes) {
        return file.endsWith(".wat") || TextFormat.isText(bytes) ? encode(file, bytes) : bytes;
    }

    /** As {@link #read}, but text as it is. */
    static byte[] readModule(ModuleOptions options, Console console, String file) {
        byte[] bytes = readBytes(console, file);
        return options.isCompiled(file) ? moduleIn(file, bytes) : notZip(file, bytes);
    }

    /** The module in a file with compiled code, which is not executed. */
    private static byte[] moduleIn(String file, byte[] bytes) {
        try {
            return Module.compiledBinary(bytes);
        } catch (PrecompiledException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] notZip(String file, byte[] bytes) {
        if (isZip(bytes)) {
            throw new CommandException(file + ": not a module but a jar or zip file; if 'vespula compile' has made it, give "
                    + "--compiled: what is in it runs as Java code, which may do anything that you may");
        }
        return bytes;
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
    static byte[] readBytes(Console console, String file) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return console.in().readAllBytes();
            }
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
            return Module.of(engine, file, bytes);
        } catch (ModuleException e) {
            throw new CommandException(describe(file, e), e);
        }
    }

    /**
     * The module in a file: a binary, text, or, if the command line says so, a jar file with compiled code. What only
     * interprets takes the module out of such a file and leaves the code.
     *
     * @throws CommandException if it cannot be read or used
     */
    static Module load(Engine engine, ModuleOptions options, Console console, String file) {
        if (!options.isCompiled(file) || engine.config().tier() == Tier.INTERPRETER) {
            return compile(engine, file, readModule(options, console, file));
        }
        byte[] bytes = readBytes(console, file);
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
        String detail = e.detail();
        // Of a text it begins with file, line and column. What is no text at all is told with the line in question.
        int place = detail.startsWith(file + ":") ? detail.indexOf(": ", file.length()) + 2 : 0;
        if (place > 0 && e.offset() < 0) {
            return detail;
        }
        String where = place > 0 ? detail.substring(0, place) : file + ": ";
        String what = detail.substring(place).lines().findFirst().orElse("");
        return where + kind + what + e.missingFeature()
                .map(feature -> "; --features " + ModuleOptions.nameOf(feature) + " switches it on").orElse("");
    }
}
