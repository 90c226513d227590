package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.PrecompiledException;
import dev.vespula.Tier;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.spi.TextFormat;
import dev.vespula.text.Wat;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A module or component named on the command line: a binary, text, or, if the command line says so, a jar file with compiled
 * code. Every failure to read it is a {@link CommandException} of one line that names the file; a module that is refused is a
 * {@link ModuleException}, a component that is refused a {@code CommandException} too.
 */
final class ModuleFile {
    /** Where binaries say whether they are modules or components. */
    private static final int LAYER = 6;

    private final ModuleOptions options;
    private final Console console;
    private final String name;
    /** What was read and not yet handed out for good: standard input can be read once. */
    private byte[] content;
    private boolean isKept;

    ModuleFile(ModuleOptions options, Console console, String name) {
        this.options = options;
        this.console = console;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Keeps what is read for another {@link #module}. */
    void keep() {
        isKept = true;
    }

    /** The bytes of the module or component, a binary or text. */
    byte[] content() {
        if (content == null) {
            content = read();
        }
        return content;
    }

    private byte[] read() {
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

    /** Whether it is a component. */
    boolean isComponent() {
        if (options.isCompiled(name)) {
            // A jar holds the code of a module.
            return false;
        }
        byte[] bytes = content();
        // Nothing of components is loaded to tell that a binary with the number of modules there is none.
        return isText() ? Wat.isComponent(bytes)
                : bytes.length > LAYER && bytes[LAYER] != 0 && ComponentDecoder.isComponent(bytes);
    }

    /** The binary of the module or component. */
    byte[] binary() {
        return isText() ? encode(name, content()) : content();
    }

    private boolean isText() {
        return name.endsWith(".wat") || TextFormat.isText(content());
    }

    /** The binary of a text. */
    static byte[] encode(String file, byte[] text) {
        try {
            return Wat.parse(file, text);
        } catch (MalformedException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** The component. */
    Component component(Engine engine) {
        try {
            return Component.of(engine, name, content());
        } catch (ModuleException e) {
            throw new CommandException(describe(name, "component", e), e);
        }
    }

    /** The module without compiled code; it has bytes of its own, so those that were read are given up unless they are kept. */
    Module module(Engine engine) {
        byte[] bytes = content();
        content = isKept ? bytes : null;
        return Module.of(engine, name, bytes);
    }

    /**
     * Leaves only modules through.
     *
     * @param command what a component was given to
     * @throws CommandException if this is a component
     */
    ModuleFile butNoComponent(Command command) {
        if (isComponent()) {
            throw new CommandException(name + ": this is a component, and 'vespula " + command.name()
                    + "' takes core modules; 'vespula inspect' shows those within it");
        }
        return this;
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
        return describe(file, "module", e);
    }

    private static String describe(String file, String subject, ModuleException e) {
        String kind = "invalid " + subject + ": ";
        if (e instanceof MalformedException) {
            kind = "malformed " + subject + ": ";
        } else if (e instanceof LimitException) {
            kind = subject + " refused: ";
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
                .map(feature -> "; --features " + feature.label() + " switches it on").orElse("");
    }
}
