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

/**
 * A module named on the command line: a binary, text, or, if the command line says so, a jar file with compiled code. Every
 * failure to read it is a {@link CommandException} of one line that names the file; a module that is refused is a
 * {@link ModuleException}.
 */
record ModuleFile(ModuleOptions options, Console console, String name) {

    /** The bytes of the module, a binary or text. */
    byte[] content() {
        byte[] bytes = console.read(name);
        if (!options.isCompiled(name)) {
            return notZip(bytes);
        }
        try {
            return Module.compiledBinary(bytes);
        } catch (PrecompiledException e) {
            throw new CommandException(name + ": " + e.getMessage(), e);
        }
    }

    /** The binary of the module. */
    byte[] binary() {
        return binary(content());
    }

    /** The binary of the module if that is its {@link #content}. */
    byte[] binary(byte[] content) {
        return name.endsWith(".wat") || TextFormat.isText(content) ? encode(name, content) : content;
    }

    /** The binary of a text. */
    static byte[] encode(String file, byte[] text) {
        try {
            return Wat.parse(file, text);
        } catch (MalformedException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** The module without compiled code. */
    Module module(Engine engine) {
        return Module.of(engine, name, content());
    }

    /** The module with compiled code if the file has some; what only interprets takes the module and leaves the code. */
    Module load(Engine engine) {
        if (!options.isCompiled(name) || engine.config().tier() == Tier.INTERPRETER) {
            return module(engine);
        }
        byte[] bytes = console.read(name);
        try {
            return Module.ofCompiled(engine, new ByteArrayInputStream(bytes));
        } catch (PrecompiledException e) {
            throw new CommandException(name + ": " + e.getMessage() + remedy(e.reason()), e);
        } catch (IOException e) {
            throw Console.unreadable(name, e);
        }
    }

    private static String remedy(PrecompiledException.Reason reason) {
        return switch (reason) {
            case OTHER_VERSION, OTHER_CONFIGURATION -> "; compile it anew, 'vespula compile --help' tells how";
            case NOT_PRECOMPILED, CORRUPT -> "";
        };
    }

    /** Tells a zip file, for a clear message; a WebAssembly binary begins with a zero, and text with neither. */
    private byte[] notZip(byte[] bytes) {
        if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K') {
            throw new CommandException(name + ": not a module but a jar or zip file; if 'vespula compile' has made it, give "
                    + "--compiled: what is in it runs as Java code, which may do anything that you may");
        }
        return bytes;
    }

    /** One line on why the module in a file was refused. */
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
